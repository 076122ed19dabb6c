package dev.retrykit;

import static dev.retrykit.Step.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureCondition;
import jakarta.validation.ConstraintViolationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are retried, as the whole engine sees it: never-list, types, statuses, causes and wrappers together. */
class RetriedFailuresTests {

    record Case(String name, Throwable failure, RetryPolicy.Builder policy, boolean retried) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case retried(String name, Throwable failure, RetryPolicy.Builder policy) {
        return new Case(name, failure, policy, true);
    }

    private static Case notRetried(String name, Throwable failure, RetryPolicy.Builder policy) {
        return new Case(name, failure, policy, false);
    }

    private static RetryPolicy.Builder standard() {
        return RetryPolicy.builder();
    }

    private static RetryPolicy.Builder on(FailureCondition condition) {
        return standard().retryOn(condition);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RetryPolicy.Builder onTypes(Class<? extends Throwable>... types) {
        return on(FailureCondition.on(List.of(types)));
    }

    private static final class Cancelled extends CancellationException {
        private static final long serialVersionUID = 1L;
    }

    private static List<Case> byDefault() {
        return List.of(
                retried("an exception", new Exception(), standard()),
                retried("an unchecked exception", new IllegalStateException(), standard()),
                notRetried("an error", new AssertionError(), standard()),
                notRetried("an error of the virtual machine", new StackOverflowError(), standard()),
                notRetried("a cancellation", new CancellationException(), standard()),
                notRetried("invalid input", new ConstraintViolationException(), standard()),
                notRetried("a subtype of what is never retried", new Cancelled(), standard()),
                notRetried("an error as a cause", new IOException(new AssertionError()), standard()),
                notRetried("a cancellation as a cause", new IOException(new CancellationException()), standard()),
                retried(
                        "a cancellation as a cause that does not count",
                        new IOException(new CancellationException()),
                        standard().matchCauses(false)),
                retried("causes in a circle", circle(), standard()),
                notRetried("a wrapped error", new CompletionException(new AssertionError()), standard()),
                notRetried(
                        "a wrapped cancellation where causes do not count",
                        new ExecutionException(new CancellationException()),
                        standard().matchCauses(false)));
    }

    private static Throwable circle() {
        IOException outer = new IOException();
        outer.initCause(new IllegalStateException(outer));
        return outer;
    }

    private static List<Case> byName() {
        return List.of(
                retried(
                        "a cancellation by its name",
                        new CancellationException(),
                        onTypes(CancellationException.class)),
                retried(
                        "a subtype by the name of the listed type",
                        new Cancelled(),
                        onTypes(CancellationException.class)),
                retried("a subtype by its own name", new Cancelled(), onTypes(Cancelled.class)),
                notRetried(
                        "the listed type by the name of a subtype",
                        new CancellationException(),
                        onTypes(Cancelled.class)),
                notRetried(
                        "a cancellation by a supertype", new CancellationException(), onTypes(RuntimeException.class)),
                notRetried("an error by a supertype", new AssertionError(), onTypes(Throwable.class)),
                retried("an error by its name", new AssertionError(), onTypes(AssertionError.class)),
                retried("an error by the name of all", new AssertionError(), onTypes(Error.class)),
                notRetried(
                        "an error of the virtual machine by its name",
                        new StackOverflowError(),
                        onTypes(StackOverflowError.class)),
                notRetried(
                        "a cause of the virtual machine",
                        new IOException(new StackOverflowError()),
                        onTypes(StackOverflowError.class, IOException.class)),
                retried(
                        "a cancellation as a cause by its name",
                        new IOException(new CancellationException()),
                        onTypes(CancellationException.class)),
                notRetried(
                        "a cancellation as a cause of what is named",
                        new IOException(new CancellationException()),
                        onTypes(IOException.class)),
                notRetried("a cancellation by a rule of one's own", new CancellationException(), on(outcome -> true)));
    }

    private static List<Case> byTypeAndCause() {
        RetryPolicy.Builder io = onTypes(IOException.class);
        return List.of(
                retried("a type", new IOException(), io),
                retried("a subtype", new FileNotFoundException(), io),
                notRetried("another type", new IllegalStateException(), io),
                retried("a cause", new IllegalStateException(new IOException()), io),
                notRetried(
                        "a cause that does not count",
                        new IllegalStateException(new IOException()),
                        onTypes(IOException.class).matchCauses(false)),
                retried(
                        "in CompletionException",
                        new CompletionException(new IOException()),
                        onTypes(IOException.class).matchCauses(false)),
                retried(
                        "in ExecutionException",
                        new ExecutionException(new IOException()),
                        onTypes(IOException.class).matchCauses(false)),
                retried(
                        "in InvocationTargetException",
                        new InvocationTargetException(new IOException()),
                        onTypes(IOException.class).matchCauses(false)),
                retried(
                        "in UndeclaredThrowableException",
                        new UndeclaredThrowableException(new IOException()),
                        onTypes(IOException.class).matchCauses(false)),
                notRetried(
                        "ignored",
                        new FileNotFoundException(),
                        on(FailureCondition.on(IOException.class)
                                .and(FailureCondition.except(FileNotFoundException.class)))),
                notRetried(
                        "an ignored cause",
                        new IOException(new FileNotFoundException()),
                        on(FailureCondition.on(IOException.class)
                                .and(FailureCondition.except(FileNotFoundException.class)))),
                retried(
                        "an ignored cause that does not count",
                        new IOException(new FileNotFoundException()),
                        on(FailureCondition.on(IOException.class)
                                        .and(FailureCondition.except(FileNotFoundException.class)))
                                .matchCauses(false)));
    }

    private static Throwable status(String status) {
        return ServerAnswer.failure(status);
    }

    private static Throwable caused(String outer, String inner) {
        return new ServerAnswer.ServerFailure(outer, null, status(inner));
    }

    private static List<Case> byStatus() {
        FailureCondition onlyOn503 =
                FailureCondition.onStatusElse(Set.of("503"), FailureCondition.on(IOException.class));
        return List.of(
                retried("503", status("503"), standard()),
                notRetried("400, though it is an exception", status("400"), standard()),
                retried("a status that is not known", ServerAnswer.failure((String) null), standard()),
                notRetried("a status of a cause", new IOException(status("400")), standard()),
                retried(
                        "a status of a cause that does not count",
                        new IOException(status("400")),
                        standard().matchCauses(false)),
                notRetried("the first status from the outside in", caused("400", "503"), standard()),
                retried(
                        "the first status from the outside in, which is one to retry",
                        caused("503", "400"),
                        standard()),
                notRetried("a status where only the type is listed for those without", status("500"), on(onlyOn503)),
                retried(
                        "a status in the wrapper of a future",
                        new CompletionException(status("503")),
                        on(FailureCondition.onStatus("503")).matchCauses(false)),
                notRetried("an error whose cause has a status to retry", new AssertionError(status("503")), standard()),
                notRetried(
                        "a status to retry that is ignored by type",
                        status("503"),
                        on(FailureCondition.standard().and(FailureCondition.except(ServerAnswer.ServerFailure.class)))),
                retried("a status in lower case", status("unavailable"), standard()));
    }

    static Stream<Arguments> cases() {
        List<Case> all = new ArrayList<>();
        all.addAll(byDefault());
        all.addAll(byName());
        all.addAll(byTypeAndCause());
        all.addAll(byStatus());
        return Stream.of(BlockingForm.CALL, AsyncForm.CALL_ASYNC)
                .flatMap(form -> all.stream().map(each -> Arguments.of(form, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void areRetriedOrNot(CallForm form, Case each) {
        Scene scene = new Scene(
                form, each.policy().maxAttempts(2), options -> options.statusSources(List.of(ServerAnswer.statuses())));
        Played played = each.retried()
                ? scene.play(fails(each.failure()), fails(each.failure()))
                : scene.play(fails(each.failure()));
        assertThat(played.story().get(played.story().size() - 1))
                .startsWith(each.retried() ? "max-attempts" : "not-retryable");
        if (form == BlockingForm.CALL) {
            // A failed stage and a stage that depends on one look the same: a future may take the wrapper off.
            assertThat(played.thrown()).isSameAs(each.failure());
        }
    }
}
