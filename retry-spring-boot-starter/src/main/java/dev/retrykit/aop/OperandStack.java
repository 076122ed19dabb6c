package dev.retrykit.aop;

import java.util.Arrays;
import java.util.List;
import org.springframework.asm.Opcodes;

/**
 * The operand stack of a method, of which only one thing is known: in which words {@code this} lies for certain.
 *
 * <p>Instructions that move values move that knowledge; all others only say how much they take and leave.
 */
final class OperandStack {

    /** What the instructions without operand take and leave, two digits each, from {@code iaload} on; see {@link #plain}. */
    private static final String FROM_IALOAD = "2122212221212121";

    private static final String FROM_IASTORE = "3040304030303030";
    private static final String FROM_IADD = "21422142".repeat(5) + "11221122" + "213221322132" + "214221422142";
    private static final String FROM_I2L = "121112212122111212212221111111" + "4121214141";

    private boolean[] isThis = new boolean[16];
    private int size;

    void push(int words, boolean ofThis) {
        for (int i = 0; i < words; i++) {
            if (size == isThis.length) {
                isThis = Arrays.copyOf(isThis, 2 * size);
            }
            isThis[size++] = ofThis;
        }
    }

    void pop(int words) {
        size = Math.max(0, size - words);
    }

    /** Whether the word that lies this deep is {@code this}; 1 is the top. */
    boolean isThisAt(int depth) {
        return depth <= size && isThis[size - depth];
    }

    boolean hasThisWithin(int words) {
        for (int depth = 1; depth <= words; depth++) {
            if (isThisAt(depth)) {
                return true;
            }
        }
        return false;
    }

    /** What lies below a branch is there after it: keeps what is known of the words that can still be {@code this}. */
    void meet(List<Boolean> canBeThis) {
        int known = size;
        size = 0;
        for (boolean can : canBeThis) {
            push(1, can && size < known && isThis[size]);
        }
    }

    /** An instruction without operand. */
    void plain(int opcode) {
        if (opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP) {
            move(opcode);
        } else if ((opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW) {
            // What follows is reached from elsewhere: the next frame says how much of this is still there.
            return;
        } else if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
            push(isLongConstant(opcode) ? 2 : 1, false);
        } else {
            String effect = effectOf(opcode);
            pop(effect.charAt(0) - '0');
            push(effect.charAt(1) - '0', false);
        }
    }

    private static boolean isLongConstant(int opcode) {
        return opcode == Opcodes.LCONST_0
                || opcode == Opcodes.LCONST_1
                || opcode == Opcodes.DCONST_0
                || opcode == Opcodes.DCONST_1;
    }

    private static String effectOf(int opcode) {
        if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            return at(FROM_IALOAD, opcode - Opcodes.IALOAD);
        }
        if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            return at(FROM_IASTORE, opcode - Opcodes.IASTORE);
        }
        if (opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR) {
            return at(FROM_IADD, opcode - Opcodes.IADD);
        }
        if (opcode >= Opcodes.I2L && opcode <= Opcodes.DCMPG) {
            return at(FROM_I2L, opcode - Opcodes.I2L);
        }
        return switch (opcode) {
            case Opcodes.POP, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> "10";
            case Opcodes.POP2 -> "20";
            case Opcodes.ARRAYLENGTH -> "11";
            default -> "00";
        };
    }

    private static String at(String effects, int index) {
        return effects.substring(2 * index, 2 * index + 2);
    }

    /** {@code dup} and its kin: copies of the top one or two words, put below none, one or two others. */
    private void move(int opcode) {
        if (opcode == Opcodes.SWAP) {
            boolean top = isThisAt(1);
            boolean below = isThisAt(2);
            pop(2);
            push(1, top);
            push(1, below);
            return;
        }
        int copied = opcode >= Opcodes.DUP2 ? 2 : 1;
        int below = opcode - (opcode >= Opcodes.DUP2 ? Opcodes.DUP2 : Opcodes.DUP);
        boolean[] words = new boolean[copied + below];
        for (int i = 0; i < words.length; i++) {
            words[i] = isThisAt(words.length - i);
        }
        pop(words.length);
        for (int i = 0; i < copied; i++) {
            push(1, words[below + i]);
        }
        for (boolean word : words) {
            push(1, word);
        }
    }
}
