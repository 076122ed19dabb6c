package dev.retrykit.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The application's own executor, looked up when the first asynchronous retry runs, so that the registry does not create
 * it early; the common pool where the application has none.
 */
final class ApplicationExecutor implements Executor {

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
            return provider.getIfAvailable(ForkJoinPool::commonPool);
        } catch (BeansException | IllegalStateException contextIsClosed) {
            throw new RejectedExecutionException("The application's executor cannot be had", contextIsClosed);
        }
    }
}
