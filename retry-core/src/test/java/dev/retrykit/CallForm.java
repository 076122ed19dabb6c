package dev.retrykit;

import org.jspecify.annotations.Nullable;

/** One of the ways to call a retrier. Scenarios are played through each of them, so that none behaves in its own way. */
interface CallForm {

    /** Calls the retrier of the scene; what the caller would get is returned or thrown. */
    @Nullable Object call(Scene scene, Operation operation) throws Throwable;

    /** Sets what this form needs. */
    default Retrier.Builder equip(Retrier.Builder builder) {
        return builder;
    }

    /** What is called: the next step of the script. */
    @FunctionalInterface
    interface Operation {

        @Nullable Object attempt() throws Throwable;
    }
}
