package dev.retrykit.aop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * What is said of methods that call annotated methods of their own object, which passes its proxy by.
 *
 * <p>Found in the bytecode of the classes that declare annotated methods; one that cannot be read, because it was
 * generated say, is passed over.
 */
final class SelfInvocation {

    /** The body of a lambda is a method of its own, named after the one that it stands in. */
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private final Map<String, String> annotated = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    private SelfInvocation(Map<Method, Mark> marks) {
        marks.forEach((method, mark) ->
                annotated.put(method.getName() + Type.getMethodDescriptor(method), mark.describe(method)));
    }

    /** The warnings about a type of bean, one for each caller and callee. */
    static Set<String> in(Map<Method, Mark> marks) {
        SelfInvocation search = new SelfInvocation(marks);
        Set<Class<?>> declaring = new LinkedHashSet<>();
        marks.keySet().forEach(method -> declaring.add(method.getDeclaringClass()));
        declaring.forEach(search::read);
        return search.warnings;
    }

    private void read(Class<?> type) {
        try (InputStream bytecode = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
            if (bytecode != null) {
                read(new ClassReader(bytecode), type);
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // No class file, or one of a later Java: nothing is known, so nothing is said.
            return;
        }
    }

    private void read(ClassReader reader, Class<?> type) {
        for (String reference : MethodReferences.in(reader)) {
            if (annotated.containsKey(reference)) {
                reader.accept(new Methods(type), ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
                return;
            }
        }
    }

    private void called(Class<?> type, String caller, String callee) {
        String description = annotated.get(callee);
        if (description == null || caller.equals(callee)) {
            return;
        }
        String name = caller.substring(0, caller.indexOf('('));
        Matcher lambda = LAMBDA.matcher(name);
        warnings.add(("%s calls %s on the same object, past its proxy: such a call is not retried. Call it from another"
                        + " bean, or on the bean itself injected with @Lazy, or weave the class"
                        + " (retrykit.aop.mode=aspectj).")
                .formatted(
                        ClassUtils.getShortName(type) + "." + (lambda.matches() ? lambda.group(1) : name),
                        description));
    }

    private final class Methods extends ClassVisitor {

        private final Class<?> type;

        Methods(Class<?> type) {
            super(SpringAsmInfo.ASM_VERSION);
            this.type = type;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            // A bridge is the method that it leads to.
            if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE)) != 0) {
                return null;
            }
            return new CallsOnThis(
                    Type.getInternalName(type), (called, with) -> called(type, name + descriptor, called + with));
        }
    }
}
