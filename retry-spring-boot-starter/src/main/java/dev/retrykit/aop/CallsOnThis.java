package dev.retrykit.aop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Reads the body of an instance method and tells of each method that it calls, or makes a method reference of, on
 * {@code this}.
 *
 * <p>A receiver counts if it comes straight from {@code this}: what has been in another variable, a field or another
 * method is left alone, and so are calls of {@code super}. Frames must be expanded.
 */
final class CallsOnThis extends MethodVisitor {

    /** Who is told of a call, by the name and descriptor of the method called. */
    @FunctionalInterface
    interface Listener {
        void called(String name, String descriptor);
    }

    private final String owner;
    private final Listener listener;
    private final OperandStack stack = new OperandStack();

    CallsOnThis(String owner, Listener listener) {
        super(SpringAsmInfo.ASM_VERSION);
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
        int arguments = wordsOfArguments(descriptor);
        boolean onSuper = opcode == Opcodes.INVOKESPECIAL && !type.equals(owner);
        if (opcode != Opcodes.INVOKESTATIC) {
            if (!onSuper && stack.isThisAt(arguments + 1)) {
                listener.called(name, descriptor);
            }
            arguments++;
        }
        stack.pop(arguments);
        stack.push(Type.getReturnType(descriptor).getSize(), false);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        int captured = wordsOfArguments(descriptor);
        if (stack.hasThisWithin(captured)) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle && handle.getTag() != Opcodes.H_INVOKESTATIC) {
                    listener.called(handle.getName(), handle.getDesc());
                }
            }
        }
        stack.pop(captured);
        stack.push(Type.getReturnType(descriptor).getSize(), false);
    }

    private static int wordsOfArguments(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .mapToInt(Type::getSize)
                .sum();
    }

    @Override
    public void visitFrame(int type, int locals, Object @Nullable [] local, int depth, Object @Nullable [] operands) {
        List<Boolean> canBeThis = new ArrayList<>();
        for (int i = 0; operands != null && i < depth; i++) {
            canBeThis.add(owner.equals(operands[i]));
            if (Opcodes.LONG.equals(operands[i]) || Opcodes.DOUBLE.equals(operands[i])) {
                canBeThis.add(false);
            }
        }
        stack.meet(canBeThis);
    }

    @Override
    public void visitInsn(int opcode) {
        stack.plain(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode != Opcodes.NEWARRAY) {
            stack.push(1, false);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        switch (opcode) {
            case Opcodes.ALOAD -> stack.push(1, variable == 0);
            case Opcodes.ILOAD, Opcodes.FLOAD -> stack.push(1, false);
            case Opcodes.LLOAD, Opcodes.DLOAD -> stack.push(2, false);
            case Opcodes.LSTORE, Opcodes.DSTORE -> stack.pop(2);
            case Opcodes.RET -> {}
            default -> stack.pop(1);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.CHECKCAST) {
            return;
        }
        if (opcode != Opcodes.NEW) {
            stack.pop(1);
        }
        stack.push(1, false);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case Opcodes.GETSTATIC -> stack.push(size, false);
            case Opcodes.PUTSTATIC -> stack.pop(size);
            case Opcodes.PUTFIELD -> stack.pop(size + 1);
            default -> {
                stack.pop(1);
                stack.push(size, false);
            }
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        switch (opcode) {
            case Opcodes.GOTO -> {}
            case Opcodes.IFNULL, Opcodes.IFNONNULL -> stack.pop(1);
            default -> stack.pop(opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE ? 2 : 1);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        stack.push(value instanceof Long || value instanceof Double ? 2 : 1, false);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        stack.pop(1);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        stack.pop(1);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        stack.pop(dimensions);
        stack.push(1, false);
    }
}
