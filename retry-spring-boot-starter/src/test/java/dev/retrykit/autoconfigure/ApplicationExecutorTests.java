package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SyncTaskExecutor;

@ExtendWith(OutputCaptureExtension.class)
class ApplicationExecutorTests {

    private final List<Runnable> handedOver = new ArrayList<>();

    private static ApplicationExecutor over(Executor executor) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("applicationTaskExecutor", executor);
        return new ApplicationExecutor(beans.getBeanProvider(Executor.class));
    }

    @Test
    void warnsOnceOfAnExecutorThatIsKnownToRunTasksOnTheSpot(CapturedOutput output) {
        ApplicationExecutor executor = over(new SyncTaskExecutor());

        executor.execute(() -> {});
        executor.execute(() -> {});

        assertThat(output)
                .containsOnlyOnce("'applicationTaskExecutor' is a SyncTaskExecutor, which runs tasks on the thread that"
                        + " hands them over: attempts of asynchronous calls run on the timer thread, and hold up all"
                        + " other waits; define one that has threads of its own");
    }

    @Test
    void handsTasksOverToAnyOtherInSilence(CapturedOutput output) {
        Runnable task = () -> {};

        over(handedOver::add).execute(task);

        assertThat(handedOver).containsExactly(task);
        assertThat(output).isEmpty();
    }
}
