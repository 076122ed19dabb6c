package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class NameTests {

    static class Misspelt {

        @Retryable("paymets")
        void pay() {}
    }

    static class Shouting {

        @Retryable("Payments_EU")
        void pay() {}
    }

    static class Attempts4 {

        @Retryable(value = "payments", maxAttempts = "4", delay = "1s")
        void pay() {}
    }

    static class Attempts5 {

        @Retryable(value = "payments", maxAttempts = "5", delay = "1s")
        void refund() {}
    }

    private static final String PAYMENTS = """
            retrykit:
              instances:
                payments:
                  max-attempts: 4
            """;

    @Test
    void asksWhichInstanceWasMeant() {
        assertThat(Application.of(PAYMENTS).beans(Misspelt.class).failure()).isEqualTo("""
                @Retryable on NameTests.Misspelt.pay must name an instance under 'retrykit.instances', but was 'paymets'; did you mean 'payments'?

                => Write 'payments', or configure 'retrykit.instances.paymets'.
                """);
    }

    @Test
    void listsTheInstancesWhereNoneIsNear() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    orders:
                    stock:
                    base.abstract: true
                """).beans(Till.class).failure()).isEqualTo("""
                @Retryable on Till.pay must name an instance under 'retrykit.instances', but was 'payments'

                => Configure 'retrykit.instances.payments', or name one of orders, stock.
                """);
    }

    @Test
    void proposesTheSpellingOfAnAnnotatedName() {
        assertThat(Application.of(PAYMENTS).beans(Shouting.class).failure()).isEqualTo("""
                The name 'Payments_EU' in @Retryable on NameTests.Shouting.pay must consist of lower-case letters, digits and single dashes (write 'payments-eu')

                => Write 'payments-eu'.
                """);
    }

    @Test
    void proposesTheSpellingOfAConfiguredName() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    orderService:
                      max-attempts: 4
                """).failure()).isEqualTo("""
                The name 'orderService' in retrykit.instances.orderService.max-attempts must consist of lower-case letters, digits and single dashes (write 'order-service')

                    Origin: application.yml - 4:21

                => Write 'retrykit.instances.order-service'.
                """);
    }

    @Test
    void refusesNamesWithDots() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    order.service:
                      max-attempts: 4
                    "[stock.service]":
                      max-attempts: 4
                """).failure()).isEqualTo("""
                The name 'order.service' in retrykit.instances.order.service.max-attempts must consist of lower-case letters, digits and single dashes (write 'order-service')

                    Origin: application.yml - 4:21

                The name 'stock.service' in retrykit.instances[stock.service].max-attempts must consist of lower-case letters, digits and single dashes (write 'stock-service')

                    Origin: application.yml - 6:21

                => Write 'retrykit.instances.order-service'.
                Write 'retrykit.instances.stock-service'.
                """);
    }

    @Test
    void refusesAnAbstractInstance() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    payments:
                      abstract: true
                """).beans(Till.class).failure()).isEqualTo("""
                @Retryable on Till.pay must not name an abstract instance, but was 'payments'

                    Origin: retrykit.instances.payments.abstract (application.yml - 4:17)

                => Name an instance that extends 'payments', or remove its 'abstract'.
                """);
    }

    @Test
    void methodsThatShareANameMustAgree() {
        assertThat(Application.of(PAYMENTS)
                        .beans(Attempts4.class, Attempts5.class)
                        .failure())
                .isEqualTo("""
                Methods that share the name 'payments' must agree on maxAttempts, but was '4' on NameTests.Attempts4.pay and '5' on NameTests.Attempts5.refund

                => Write the attribute once, give the methods different names, or write it as a property of retrykit.instances.payments and remove it from the annotations.
                """);
    }

    @Test
    void aMethodThatWritesNothingAgreesWithAll() {
        Application.of(PAYMENTS)
                .beans(Attempts4.class, Till.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void warnsOfAnInstanceThatNothingUses(CapturedOutput output) {
        Application.of("""
                retrykit:
                  instances:
                    base:
                      abstract: true
                    payments:
                      extends: base
                    shop-ordr:
                    elsewhere:
                """)
                .beans(Till.class, Shop.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("No annotated method uses 'retrykit.instances.shop-ordr' (did you mean 'shop-order'?);"
                        + " it is there only for code that asks the RetryRegistry for it")
                .contains("No annotated method uses 'retrykit.instances.elsewhere';"
                        + " it is there only for code that asks the RetryRegistry for it")
                .doesNotContain("'retrykit.instances.base'")
                .doesNotContain("'retrykit.instances.payments'");
    }
}
