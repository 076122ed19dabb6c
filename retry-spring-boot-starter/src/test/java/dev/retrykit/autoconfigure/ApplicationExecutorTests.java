package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SyncTaskExecutor;

@ExtendWith(OutputCaptureExtension.class)
class ApplicationExecutorTests {

    private final List<Runnable> handedOver = new ArrayList<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();

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
        over(handedOver::add).execute(() -> ran.add("task"));

        handedOver.get(0).run();
        assertThat(ran).containsExactly("task");
        assertThat(output).isEmpty();
    }

    @Test
    void runsOnTheCommonPoolWhatAStoppedExecutorKeeps() throws InterruptedException {
        ApplicationExecutor executor = over(handedOver::add);
        CountDownLatch ended = new CountDownLatch(2);
        executor.execute(() -> {
            ran.add("before");
            ended.countDown();
        });

        executor.leave();
        executor.execute(() -> {
            ran.add("while stopped");
            ended.countDown();
        });

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(handedOver).hasSize(1);
        handedOver.get(0).run();
        assertThat(ran).containsExactlyInAnyOrder("before", "while stopped");
    }

    @Test
    void goesBackToTheExecutorThatRunsAgain() {
        ApplicationExecutor executor = over(handedOver::add);
        executor.leave();
        executor.comeBack();

        executor.execute(() -> {});

        assertThat(handedOver).hasSize(1);
    }

    @Test
    void refusesWhatTheExecutorRefuses() {
        ApplicationExecutor executor = over(task -> {
            throw new RejectedExecutionException("full");
        });

        assertThatThrownBy(() -> executor.execute(() -> ran.add("refused")))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("full");
        executor.leave();
        assertThat(ran).isEmpty();
    }
}
