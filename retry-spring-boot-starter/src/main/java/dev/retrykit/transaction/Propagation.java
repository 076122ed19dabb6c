package dev.retrykit.transaction;

import java.lang.reflect.Proxy;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttribute;

/** What a method's own {@code @Transactional} says about the transaction of its caller. */
final class Propagation {

    private final AnnotationTransactionAttributeSource annotations = new AnnotationTransactionAttributeSource(false);

    /** Whether the method does not work in its caller's transaction, or can undo alone what it did there. */
    boolean isIndependent(MethodInvocation invocation) {
        TransactionAttribute written = annotations.getTransactionAttribute(invocation.getMethod(), typeOf(invocation));
        if (written == null) {
            return false;
        }
        return switch (written.getPropagationBehavior()) {
            case TransactionDefinition.PROPAGATION_REQUIRES_NEW,
                    TransactionDefinition.PROPAGATION_NESTED,
                    TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
                    TransactionDefinition.PROPAGATION_NEVER -> true;
            default -> false;
        };
    }

    static Class<?> typeOf(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> declaring = invocation.getMethod().getDeclaringClass();
        Class<?> type = target == null ? declaring : AopUtils.getTargetClass(target);
        return Proxy.isProxyClass(type) ? declaring : type;
    }
}
