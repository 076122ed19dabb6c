package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a glance at a type of bean tells of the retry annotations on it. */
class RetryAnnotationsTests {

    private final RetryAnnotations annotations = new RetryAnnotations();

    private Set<RetryAnnotation> on(Class<?> type) {
        return annotations.on(BeanType.of(type));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Retryable
    @interface Patient {}

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Persistents.class)
    @Patient
    @interface Persistent {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Persistents {
        Persistent[] value();
    }

    static class Plain extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @Deprecated
        public void charge() {}
    }

    static class OnMethod {
        @Retryable
        void charge() {}
    }

    static class OfParent extends OnMethod {}

    @Patient
    interface OnInterface {}

    interface Further extends OnInterface {}

    static class OfInterface implements Further {}

    static class Twice {
        @Persistent
        @Persistent
        void charge() {}
    }

    static class OfSpring {
        @org.springframework.resilience.annotation.Retryable
        @Retryable
        void charge() {}
    }

    @Test
    void thereAreNone() {
        assertThat(on(Plain.class)).isEmpty();
    }

    @Test
    void oneOnAMethodCounts() {
        assertThat(on(OnMethod.class)).containsExactly(RetryAnnotation.RETRYKITS);
    }

    @Test
    void thoseOfWhatATypeInheritsFromCount() {
        assertThat(on(OfParent.class)).containsExactly(RetryAnnotation.RETRYKITS);
        assertThat(on(OfInterface.class)).containsExactly(RetryAnnotation.RETRYKITS);
    }

    @Test
    void oneThatIsRepeatedCounts() {
        assertThat(on(Twice.class)).containsExactly(RetryAnnotation.RETRYKITS);
    }

    @Test
    void thoseOfOthersAreToldApart() {
        assertThat(on(OfSpring.class)).containsExactlyInAnyOrder(RetryAnnotation.RETRYKITS, RetryAnnotation.SPRINGS);
    }
}
