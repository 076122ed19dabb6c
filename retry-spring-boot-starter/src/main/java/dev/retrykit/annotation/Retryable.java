package dev.retrykit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark on what is called again when it fails: on a method, on a class or interface for its methods, or on another
 * annotation.
 *
 * <p>The policy is an instance of the configuration, and the annotation names it:
 *
 * <pre>{@code
 * @Service
 * class PaymentService {
 *
 *     @Retryable("payments")
 *     Receipt pay(Order order) { ... }   // retrykit.instances.payments.max-attempts=4
 * }
 * }</pre>
 *
 * <p>The few attributes beside the name are defaults that live in code. They lie above {@code retrykit.defaults} and
 * below {@code retrykit.instances.<name>}: what the configuration says about the instance wins. Methods that share a
 * name must agree on every attribute that they write, else the application does not start. Those that are text may
 * contain placeholders ({@code "${payments.attempts:4}"}); all mean nothing when empty.
 *
 * <p><b>On a class</b> it covers what {@code @Transactional} covers there under class-based proxies: the methods that
 * the class and its subclasses declare, be they public, protected or package-private; not methods inherited from above
 * the class, nor private and static ones. <b>On an interface</b> it covers the methods of the interface, inherited ones
 * too. A mark on the method, or on the method of an interface that it implements, wins over one on a type; the class
 * wins over its interfaces.
 *
 * <p>A proxy cannot reach private and static methods, nor, if it is a proxy of the class, final ones: such a method is
 * not retried, and a warning says so when the application starts.
 *
 * <p>A retried method must bear being called more than once with the same arguments. When all attempts have failed, the
 * caller receives the last failure, the same object, unwrapped. Calls from within the same object do not pass the proxy
 * and are not retried; woven methods ({@code retrykit.aop.mode=aspectj}) retry those too.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Retryable {

    /**
     * The name of the instance, which must exist under {@code retrykit.instances}: lower-case letters, digits and single
     * dashes.
     *
     * <p>Without one it is derived from class (or interface, if the annotation stands there) and method,
     * {@code order-service-charge} for {@code OrderService.charge}, and the instance need not be configured. On a type
     * one name is shared by all methods, and no name means that each method derives its own.
     *
     * @return the name; empty, the default, to derive it
     */
    String value() default "";

    /**
     * The method that answers in place of a failure: {@code "payLater"} of the same class, superclasses included, be it
     * private, or {@code "archive::read"}, the method {@code read} of the bean {@code archive}.
     *
     * <p>It takes the same arguments and, if it wants to, the failure as its last; it returns what the method returns, a
     * stage for a stage and a publisher for a publisher. Of several overloads the one that names the most specific type of
     * failure answers; one without a failure answers what no other does.
     *
     * <pre>{@code
     * @Retryable(value = "payments", fallback = "payLater")
     * Receipt pay(Order order) { ... }
     *
     * private Receipt payLater(Order order) { ... }                          // any exception but a refusal
     * private Receipt payLater(Order order, CardRefusedException refusal) { ... }
     * }</pre>
     *
     * <p>It runs whenever the method fails, retried or not, unless the call was interrupted while it waited, cancelled, or
     * ended by a stop of the application. An {@link Error} it answers only if its parameter names it: a type of
     * {@code Error}, not {@code Throwable}. The call counts as what it was. If the fallback fails too, its own failure is
     * thrown, with the first one suppressed. A method of the same class is called as it is, without advice of its own; one
     * of a bean through the bean's proxy. It declares no checked exception that the method does not, unless the method
     * returns a stage or a publisher, which fails with whatever is thrown.
     *
     * <p>This belongs to the method, not to the policy: methods that share a name may have different fallbacks. On a type
     * it holds for all methods but those that it names.
     *
     * @return the name of the method; empty, the default, for none
     */
    String fallback() default "";

    /**
     * The number of attempts, the first call included: a number from 1, or {@code unlimited}.
     *
     * <p>{@code "4"} means one call and at most three retries.
     *
     * @return the number as text; empty, the default, to leave it to the configuration
     */
    String maxAttempts() default "";

    /**
     * The delay that the back-off starts from, {@code "200ms"} or {@code "PT0.2S"} say; not negative.
     *
     * <p>With the built-in exponential back-off {@code "200ms"} means nominal delays of 200, 400, 800 ms and so on.
     *
     * @return the duration as text; empty, the default, to leave it to the configuration
     */
    String delay() default "";

    /**
     * The types of failure that are retried; subtypes are included.
     *
     * <p>Naming types here means that types alone decide: status patterns of lower levels no longer hold.
     *
     * @return the types; none, the default, to leave them to the configuration
     */
    Class<? extends Throwable>[] retryOn() default {};

    /**
     * The types of failure that end the call at once, whatever else matches; subtypes are included.
     *
     * @return the types; none, the default, to leave them to the configuration
     */
    Class<? extends Throwable>[] ignore() default {};

    /**
     * The condition of a retry: an expression over {@code #result}, {@code #failure}, {@code #attempt} (the number, from
     * 1) and the arguments by name, or the name of a bean that is a {@code FailureCondition} or a
     * {@code Predicate<Outcome>}.
     *
     * <pre>{@code
     * @Retryable(value = "jobs", when = "#result?.state == 'PENDING'")       // polls; failures as the lists say
     * @Retryable(value = "quotes", when = "#failure.code >= 500")            // of failures that the lists retry
     * @Retryable(value = "mail", when = "#attempt < 3 or #mail.urgent")      // mail is the name of a parameter
     * }</pre>
     *
     * <p>An expression that does not name {@code #result} is asked about failures only, those that would be retried
     * otherwise, and decides about them. One that names {@code #result} alone decides about returned values, whatever
     * their status, and is asked about failures only if it names {@code #failure} too; the absent one is null. What is
     * ignored, or never retried by default, stays so. Expressions are Spring's, without types, constructors, beans and
     * assignments: {@code #result.statusCode.value() == 500}. One that throws ends the call with the failure.
     *
     * @return the condition; empty, the default, to leave it to the configuration ({@code retry-when})
     */
    String when() default "";
}
