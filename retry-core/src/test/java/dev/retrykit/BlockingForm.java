package dev.retrykit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that wait on the caller's thread. */
@SuppressWarnings("NullAway") // nullable type arguments, which the analysis does not follow on JDK 17
enum BlockingForm implements CallForm {
    CALL {
        @Override
        public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
            return scene.retrier.call(operation::attempt);
        }
    },
    CALL_WITH_ATTEMPT {
        @Override
        public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
            return scene.retrier.callWithAttempt(attempt -> {
                scene.sawAttempt(attempt);
                return operation.attempt();
            });
        }
    },
    CALL_WITH_CONTEXT {
        @Override
        public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
            return scene.retrier.call("context", (context, attempt) -> {
                scene.sawAttempt(attempt);
                return operation.attempt();
            });
        }
    },
    /** Discards what the steps return: for scenarios that do not look at values. */
    RUN {
        @Override
        public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
            scene.retrier.run(operation::attempt);
            return null;
        }
    },
    /** A retrier with a scope cannot make the first attempt on its shortest path. */
    CALL_WITH_SCOPE {
        @Override
        public @Nullable Object call(Scene scene, Operation operation) throws Throwable {
            return scene.retrier.call(operation::attempt);
        }

        @Override
        public Retrier.Builder equip(Retrier.Builder builder) {
            return builder.scopes(List.of(attempt -> () -> {}));
        }
    }
}
