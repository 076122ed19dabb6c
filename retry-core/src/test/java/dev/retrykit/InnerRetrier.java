package dev.retrykit;

import dev.retrykit.budget.RetryBudget;
import org.jspecify.annotations.Nullable;

/** Makes steps that call a further retrier inside an attempt, on the clock of the scene. */
final class InnerRetrier {

    private InnerRetrier() {}

    static Retrier in(Scene scene, RetryPolicy.Builder policy) {
        return in(scene, "inner", policy);
    }

    static Retrier in(Scene scene, String name, RetryPolicy.Builder policy) {
        return Retrier.builder(name)
                .policy(policy.build())
                .budget(RetryBudget.unlimited())
                .ticker(scene.time)
                .sleeper(scene.time)
                .alarm(scene.time)
                .executor(Runnable::run)
                .build();
    }

    /** A step that calls the inner retrier, which plays one step again and again. */
    static Step over(RetryPolicy.Builder policy, Step each) {
        return over("inner", policy, each);
    }

    static Step over(String name, RetryPolicy.Builder policy, Step each) {
        return scene -> call(in(scene, name, policy), each, scene);
    }

    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    static @Nullable Object call(Retrier retrier, Step each, Scene scene) throws Throwable {
        return retrier.call(() -> each.play(scene));
    }
}
