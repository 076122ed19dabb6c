package dev.retrykit.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * The application's own executor, looked up when the first asynchronous retry runs, so that the registry does not create
 * it early; the common pool where the application has none. One that is known to run tasks on the spot is warned of.
 */
final class ApplicationExecutor implements Executor {

    private static final Log logger = LogFactory.getLog(ApplicationExecutor.class);

    private final ObjectProvider<Executor> provider;
    private volatile @Nullable Executor found;

    ApplicationExecutor(ObjectProvider<Executor> provider) {
        this.provider = provider;
    }

    @Override
    public void execute(Runnable command) {
        Executor executor = found;
        if (executor == null) {
            executor = lookUp();
            found = executor;
        }
        executor.execute(command);
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
}
