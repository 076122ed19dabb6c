package dev.retrykit.transaction;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whether the transaction of this thread is doomed: marked by a participant, or by the method that began it. */
final class RollbackOnly {

    private RollbackOnly() {}

    static boolean isSet() {
        return onAResource() || onTheStatus();
    }

    /** A failure that leaves a participating method marks the connection or the session that all share. */
    private static boolean onAResource() {
        return TransactionSynchronizationManager.getResourceMap().values().stream()
                .anyMatch(resource -> resource instanceof ResourceHolderSupport holder && holder.isRollbackOnly());
    }

    /** Known of declared transactions only. */
    private static boolean onTheStatus() {
        try {
            return TransactionAspectSupport.currentTransactionStatus().isRollbackOnly();
        } catch (NoTransactionException begunByCode) {
            return false;
        }
    }
}
