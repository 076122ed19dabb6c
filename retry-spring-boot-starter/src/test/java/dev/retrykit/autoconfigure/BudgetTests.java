package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.metrics.BudgetNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTests {

    @Test
    void anInstanceHasItsOwnOrSharesOneOrHasNone() {
        Application.of("""
                retrykit:
                  budgets:
                    bank:
                      type: throttle
                      max-tokens: 10
                      token-ratio: 0.1
                  defaults:
                    budget: bank
                  instances:
                    payments:
                    refunds:
                    echo.budget: none
                    stock.budget: own
                """).run(context -> {
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            RetryBudget bank = registry.get("payments").budget();
            assertThat(bank.capacity()).isEqualTo(10);
            assertThat(registry.get("refunds").budget()).isSameAs(bank);
            assertThat(registry.get("echo").budget()).isSameAs(RetryBudget.unlimited());
            assertThat(registry.get("stock").budget().capacity()).isEqualTo(100);
        });
    }

    @Test
    void aSharedBudgetIsMeasuredUnderItsOwnName() {
        Application.of("""
                retrykit:
                  budgets:
                    bank:
                  instances:
                    payments.budget: bank
                    stock:
                """).run(context -> {
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            BudgetNames names = context.getBean(BudgetNames.class);
            assertThat(names.nameOf(registry.get("payments"))).isEqualTo("bank");
            assertThat(names.nameOf(registry.get("stock"))).isEqualTo("stock");
        });
    }

    @Test
    void aQuotaMayBeThatOfAnotherSystem() {
        Application.of("""
                retrykit:
                  budgets:
                    bank: {capacity: 500, cost: 14, reserve: 500, refill: none, throttled-cost: 5}
                  instances:
                    payments.budget: bank
                """)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("payments")
                                .budget()
                                .capacity())
                        .isEqualTo(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{capacity: 0} | .capacity must be from 1 to 100000, but was 0",
                "{refill: soon} | .refill must be none or a duration such as 10m, but was 'soon'",
                "{type: throttle, max-tokens: 1001, token-ratio: 1} | .max-tokens must be from 1 to 1000, but was 1001",
                "{type: throttle, max-tokens: 10} | .token-ratio must be set where type is 'throttle', but was not",
                "{type: ratio, ttl: 61s} | .ttl must be from PT1S to PT1M, but was PT1M1S",
                "{type: ratio, capacity: 5} | .capacity must not be set where type is 'ratio', but was '5'",
                "{type: quotas} | .type must be one of quota, throttle, ratio, but was 'quotas'",
            })
    void refusesWhatCannotBeMade(String budget, String message) {
        assertThat(Application.of("""
                retrykit:
                  budgets:
                    bank: %s
                  instances:
                    payments.budget: bank
                """.formatted(budget)).failure())
                .startsWith("retrykit.budgets.bank" + message + "\n\n    Origin: application.yml - 3:");
    }

    @Test
    void refusesTheNameOfAnInstanceWithItsOwn() {
        assertThat(Application.of("""
                retrykit:
                  budgets:
                    payments:
                  instances:
                    payments:
                """).failure()).isEqualTo("""
                retrykit.budgets.payments must not bear the name of an instance that has a budget of its own

                => Rename the budget, or share it by 'retrykit.instances.payments.budget: payments'.
                """);
    }

    @Test
    void refusesReservedWords() {
        assertThat(Application.of("""
                retrykit:
                  budgets:
                    none:
                """).failure()).isEqualTo("""
                retrykit.budgets.none must not be named 'none', a word that 'budget' has a meaning for

                => Rename the budget.
                """);
    }

    @Test
    void asksWhichBudgetWasMeant() {
        assertThat(Application.of("""
                retrykit:
                  budgets:
                    bank:
                  instances:
                    payments.budget: bnak
                """).failure()).isEqualTo("""
                retrykit.instances.payments.budget must be own, none or the name of a budget under 'retrykit.budgets', but was 'bnak'; did you mean 'bank'?

                    Origin: application.yml - 5:22

                => Known budgets are bank.
                """);
    }
}
