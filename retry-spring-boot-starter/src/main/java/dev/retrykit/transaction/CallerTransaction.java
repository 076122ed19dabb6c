package dev.retrykit.transaction;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * A condition that is false where a blocking annotated method has failed inside a transaction of its caller that can only
 * be rolled back any more: nothing that another attempt does would stay.
 *
 * <p>Where that transaction still lives, the attempts go on, and one warning for each method says that they share it.
 * Nothing is looked up before an attempt has failed. A method that leaves its caller's transaction alone
 * ({@code REQUIRES_NEW}, {@code NESTED}, {@code NOT_SUPPORTED}, {@code NEVER}) is left alone as well. Thread-safe.
 */
public final class CallerTransaction implements FailureCondition {

    private static final Log logger = LogFactory.getLog(CallerTransaction.class);

    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Propagation propagation = new Propagation();

    /** A condition that has warned of nothing yet. */
    public CallerTransaction() {}

    @Override
    public boolean test(Outcome outcome) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !(outcome.context() instanceof MethodInvocation invocation)
                || !isBlocking(invocation.getMethod())
                || propagation.isIndependent(invocation)) {
            return true;
        }
        warn(ClassUtils.getShortName(Propagation.typeOf(invocation)) + "."
                + invocation.getMethod().getName());
        return !RollbackOnly.isSet();
    }

    private void warn(String method) {
        if (warned.add(method)) {
            logger.warn(method + " failed inside a transaction of its caller. Its retries run in the same transaction,"
                    + " which stays open while they wait and is not rolled back between them; once it can only be rolled"
                    + " back, there are none. Put @Retryable on the method that begins the transaction, or"
                    + " @Transactional(propagation = REQUIRES_NEW) on this one.");
        }
    }

    /** What an asynchronous attempt finds on the thread where it ends tells nothing of its caller. */
    private static boolean isBlocking(Method method) {
        // The registry knows stages only where Reactor is there.
        return !CompletionStage.class.isAssignableFrom(method.getReturnType())
                && ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType()) == null;
    }
}
