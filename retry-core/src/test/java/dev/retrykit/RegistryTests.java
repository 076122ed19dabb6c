package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.budget.RetryBudget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTests {

    private final RetryRegistry registry = RetryRegistry.create();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void givesARetrierByItsName() {
        Retrier payments = registry.register("payments", RetryPolicy.defaults());
        assertThat(registry.get("payments")).isSameAs(payments);
        assertThat(registry.contains("payments")).isTrue();
        assertThat(payments).hasToString("retrier 'payments'");
    }

    @Test
    void namesTheKnownWhenItIsAskedForAnUnknownName() {
        registry.register("search", RetryPolicy.defaults());
        registry.register("payments", RetryPolicy.defaults());
        assertThatExceptionOfType(NoSuchRetryException.class)
                .isThrownBy(() -> registry.get("payment"))
                .withMessage("there is no retrier named 'payment'; known are payments, search");
        assertThat(registry.contains("payment")).isFalse();
    }

    @Test
    void saysSoIfNoneIsKnown() {
        assertThatExceptionOfType(NoSuchRetryException.class)
                .isThrownBy(() -> registry.get("payment"))
                .withMessage("there is no retrier named 'payment'; none is registered");
    }

    @Test
    @SuppressWarnings("NullAway") // what careless code does
    void hasNoRetrierWithoutName() {
        assertThatNullPointerException().isThrownBy(() -> registry.get(null)).withMessage("name must not be null");
    }

    @Test
    void listsAllByNameInACopy() {
        Retrier search = registry.register("search", RetryPolicy.defaults());
        Retrier payments = registry.register("payments", RetryPolicy.defaults());
        List<Retrier> before = registry.all();
        registry.register("mail", RetryPolicy.defaults());
        assertThat(before).containsExactly(payments, search);
    }

    @Test
    void refusesANameThatIsTaken() {
        Retrier payments = registry.register("payments", RetryPolicy.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("payments", RetryPolicy.defaults()))
                .withMessage("name must be unique in the registry, but 'payments' is taken");
        assertThat(registry.get("payments")).isSameAs(payments);
    }

    @Test
    void refusesARetrierOnceItIsClosed() {
        registry.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> registry.register("payments", RetryPolicy.defaults()))
                .withMessage("'payments' cannot be registered: the registry is closed");
    }

    @Test
    void cannotBeResumedOnceItIsClosed() {
        registry.close();
        assertThatIllegalStateException()
                .isThrownBy(registry::resume)
                .withMessage("a closed registry cannot be resumed");
    }

    @Test
    void canBeClosedTwice() {
        registry.close();
        registry.close();
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void takesOptionsThatAreNotItsOwn() {
        Retrier payments = registry.register(
                "payments",
                options -> options.budget(RetryBudget.unlimited())
                        .policy(Scene.policy().build()));
        assertThat(payments.budget()).isSameAs(RetryBudget.unlimited());
        assertThat(payments.policy().maxAttempts()).hasValue(4);
    }

    @Test
    void tellsObserversOfRetriersThatExistAndOfEachNewOne() {
        List<String> told = new ArrayList<>();
        registry.register("payments", RetryPolicy.defaults());
        registry.onRegistration(retrier -> told.add(retrier.name()));
        registry.register("search", RetryPolicy.defaults());
        assertThat(told).containsExactly("payments", "search");
    }

    @Test
    void keepsARetrierWhoseObserversThrowAndTellsTheOthers() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        List<String> told = new ArrayList<>();
        registry.onRegistration(retrier -> {
            throw first;
        });
        registry.onRegistration(retrier -> {
            throw second;
        });
        registry.onRegistration(retrier -> told.add(retrier.name()));

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.register("payments", RetryPolicy.defaults()))
                .isSameAs(first)
                .satisfies(thrown -> assertThat(thrown).hasSuppressedException(second));
        assertThat(told).containsExactly("payments");
        assertThat(registry.get("payments").name()).isEqualTo("payments");
    }
}
