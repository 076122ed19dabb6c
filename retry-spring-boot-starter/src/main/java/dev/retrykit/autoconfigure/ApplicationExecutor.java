package dev.retrykit.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * The application's own executor, looked up when the first asynchronous retry runs, so that the registry does not create
 * it early; the common pool where the application has none. One that is known to run tasks on the spot is warned of.
 * Thread-safe.
 *
 * <p>An executor of Spring's that is stopped takes tasks and keeps them until it is started again, and one that is shut
 * down drops those that have not begun. Calls that end because of the stop are among them, and must not wait for that: from
 * {@link #leave()} until {@link #comeBack()} tasks run on the common pool. It is no {@link Executor} itself, since a bean of
 * that type would make Spring Boot's own back off.
 */
final class ApplicationExecutor {

    private static final Log logger = LogFactory.getLog(ApplicationExecutor.class);

    private final ObjectProvider<Executor> provider;
    private final Set<Task> handedOver = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Executor found;
    private volatile boolean left;

    ApplicationExecutor(ObjectProvider<Executor> provider) {
        this.provider = provider;
    }

    /** Runs a command on another thread; what refuses it is thrown. */
    void execute(Runnable command) {
        if (left) {
            ForkJoinPool.commonPool().execute(command);
            return;
        }
        Executor executor = executor();
        Task task = new Task(command);
        handedOver.add(task);
        try {
            executor.execute(task);
        } catch (RuntimeException | Error refused) {
            // One that runs by now, elsewhere because of a stop, has not been refused.
            if (task.take()) {
                throw refused;
            }
        }
        if (left) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    /** From now on nothing is handed to the application's executor, and what has not begun there runs elsewhere. */
    void leave() {
        left = true;
        handedOver.forEach(ForkJoinPool.commonPool()::execute);
    }

    /** The application's executor runs again. */
    void comeBack() {
        left = false;
    }

    private Executor executor() {
        Executor executor = found;
        if (executor == null) {
            executor = lookUp();
            found = executor;
        }
        return executor;
    }

    private Executor lookUp() {
        try {
            Executor executor = provider.getIfAvailable(ForkJoinPool::commonPool);
            if (executor instanceof SyncTaskExecutor) {
                logger.warn("'applicationTaskExecutor' is a SyncTaskExecutor, which runs tasks on the thread that hands"
                        + " them over: attempts of asynchronous calls run on the timer thread, and hold up all other"
                        + " waits; define one that has threads of its own");
            }
            return executor;
        } catch (BeansException | IllegalStateException contextIsClosed) {
            throw new RejectedExecutionException("The application's executor cannot be had", contextIsClosed);
        }
    }

    /** A command that runs once, on whichever thread comes first. */
    private final class Task implements Runnable {

        private final Runnable command;
        private final AtomicBoolean taken = new AtomicBoolean();

        Task(Runnable command) {
            this.command = command;
        }

        /** Takes it, if nobody has before. */
        boolean take() {
            handedOver.remove(this);
            return taken.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (take()) {
                command.run();
            }
        }
    }
}
