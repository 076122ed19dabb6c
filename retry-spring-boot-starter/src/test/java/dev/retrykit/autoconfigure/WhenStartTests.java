package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.condition.FailureCondition;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;

/** Conditions that cannot be asked stop the start. */
class WhenStartTests {

    static class Till {
        @Retryable("till")
        public void pay(String order, int amount) {}
    }

    static class Bank {
        @Retryable("till")
        public void refund(String order) {}
    }

    static class Beans {
        @Bean
        FailureCondition serverErrors() {
            return outcome -> true;
        }

        @Bean
        Predicate<String> words() {
            return String::isEmpty;
        }
    }

    private static String failureOf(String when, Class<?>... beans) {
        return Application.of("""
                retrykit:
                  instances:
                    till:
                      retry-when: %s
                """.formatted(when))
                .beans(Till.class)
                .beans(beans)
                .failure();
    }

    @Test
    void namesWhatCannotBeRead() {
        assertThat(failureOf("\"#result ==\"")).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but '#result ==' cannot be read at character 9: EL1042E: Problem parsing right operand

                    Origin: application.yml - 4:19

                => An expression can use #result, #failure, #attempt and the arguments of the method, their properties and methods.
                """);
    }

    @Test
    void noticesAnExpressionThatYamlTookForAComment() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    till:
                      max-attempts: 4
                      retry-when: #result == null
                """).beans(Till.class).failure()).isEqualTo("""
                retrykit.instances.till.retry-when must not be empty

                    Origin: application.yml - 5:18

                => Write the expression in quotes, since in YAML what follows a # is a comment.
                """);
        assertThat(failureOf("\"${till.when:}\"")).isEqualTo("""
                retrykit.instances.till.retry-when must be an expression or the name of a bean, but was '${till.when:}'

                    Origin: application.yml - 4:19

                => Write the expression in quotes, since in YAML what follows a # is a comment.
                """);
    }

    @Test
    void namesTheVariablesThatAreKnown() {
        assertThat(failureOf("\"#amuont > 5\"")).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but '#amuont > 5' names #amuont, and WhenStartTests.Till.pay has no such argument; did you mean #amount?

                    Origin: application.yml - 4:19

                => Known are #result, #failure, #attempt, #amount, #order.
                """);
    }

    @Test
    void wantsAnArgumentInEachMethodThatSharesTheName() {
        assertThat(failureOf("\"#amount > 5\"", Bank.class)).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but '#amount > 5' names #amount, and WhenStartTests.Bank.refund has no such argument

                    Origin: application.yml - 4:19

                => Known are #result, #failure, #attempt, #order.
                """);
    }

    static class OutOfReach {
        @Retryable("payments")
        static void pay(String order) {}
    }

    @Test
    void knowsNoArgumentsWhereNoMethodIsRetried() {
        String payments = "retrykit.instances.payments.retry-when: \"#order != null\"\n";
        String failure = """
                retrykit.instances.payments.retry-when must be a condition that can be asked, but '#order != null' names #order, and no annotated method that can be retried uses 'payments'

                    Origin: application.yml - 1:41

                => Known are #result, #failure, #attempt. Methods that are private or static are retried in AspectJ mode only.
                """;
        assertThat(Application.of(payments).failure()).isEqualTo(failure);
        assertThat(Application.of(payments).beans(OutOfReach.class).failure()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "result.length() > 3 | names 'result' without #",
                "#attempt > max | names 'max' without #",
                "#order.startsWith(prefix) | names 'prefix' without #",
                "isOpen() | names 'isOpen()' without #",
                "#failure instanceof T(java.io.IOException) | uses 'T(java.io.IOException)', and types, constructors, beans, functions and assignments are not supported",
                "new java.util.Date() != null | uses 'new java.util.Date()', and types, constructors, beans, functions and assignments are not supported",
                "@bank.isOpen() | uses '@bank', and types, constructors, beans, functions and assignments are not supported",
                "#order(1) | uses '#order(1)', and types, constructors, beans, functions and assignments are not supported",
                "#attempt++ > 3 | uses '#attempt++', and types, constructors, beans, functions and assignments are not supported",
            })
    void namesWhatIsNotSupported(String when, String what) {
        assertThat(failureOf("\"" + when + "\"")).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but '%s' %s

                    Origin: application.yml - 4:19

                => An expression can use #result, #failure, #attempt and the arguments of the method, their properties and methods.
                """.formatted(when, what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#order.chars().toArray().?[#this > 65].length > 0",
                "{'a','b'}.contains(#order)",
                "{one: 1}[one] == #attempt",
                "#result?.![length()] != null",
                "true",
            })
    void takesWhatLooksSimilar(String when) {
        Application.of("retrykit.instances.till.retry-when: \"" + when + "\"\n")
                .beans(Till.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void namesABeanThatIsNotThere() {
        assertThat(failureOf("serverError", Beans.class)).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but 'serverError' is no bean; did you mean 'serverErrors'?

                    Origin: application.yml - 4:19

                => Write an expression, whose variables begin with #, or one of the beans serverErrors.
                """);
        assertThat(failureOf("result.open")).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but 'result.open' is no bean

                    Origin: application.yml - 4:19

                => Define a FailureCondition or Predicate<Outcome> of that name, or write an expression, whose variables begin with #.
                """);
    }

    @Test
    void namesABeanThatIsNoCondition() {
        assertThat(failureOf("words", Beans.class)).isEqualTo("""
                retrykit.instances.till.retry-when must be a condition that can be asked, but 'words' is a bean that is neither a FailureCondition nor a Predicate<Outcome>

                    Origin: application.yml - 4:19

                => Name another bean, or write an expression, whose variables begin with #.
                """);
    }

    static class Annotated {
        @Retryable(when = "#ordr != null")
        public void pay(String order) {}
    }

    @Test
    void namesTheAnnotation() {
        assertThat(Application.of("").beans(Annotated.class).failure()).isEqualTo("""
                when of @Retryable on WhenStartTests.Annotated.pay must be a condition that can be asked, but '#ordr != null' names #ordr, and WhenStartTests.Annotated.pay has no such argument; did you mean #order?

                => Known are #result, #failure, #attempt, #order.
                """);
    }

    static class Disagreeing {
        @Retryable(value = "till", when = "#attempt < 2")
        public void one() {}

        @Retryable(value = "till", when = "#attempt < 3")
        public void two() {}
    }

    @Test
    void wantsMethodsThatShareANameToAgree() {
        assertThat(Application.of("retrykit.instances.till:\n")
                        .beans(Disagreeing.class)
                        .failure())
                .startsWith("Methods that share the name 'till' must agree on when, but was '#attempt < ")
                .endsWith("""

                => Write the attribute once, give the methods different names, or write it as a property of retrykit.instances.till and remove it from the annotations.
                """);
    }
}
