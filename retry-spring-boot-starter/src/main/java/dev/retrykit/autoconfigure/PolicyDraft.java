package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.endpoint.EffectiveValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy in the making: its builder, and the values that went into it. Not thread-safe. */
final class PolicyDraft {

    private final String name;
    private final Layers layers;
    private final Problems problems;
    private final SharedValues shared;
    private final RetryPolicy.Builder builder = RetryPolicy.builder();
    private final List<EffectiveValue> values = new ArrayList<>();
    private @Nullable Duration serverDelayMax;

    PolicyDraft(String name, Layers layers, Problems problems, SharedValues shared) {
        this.name = name;
        this.layers = layers;
        this.problems = problems;
        this.shared = shared;
    }

    String name() {
        return name;
    }

    Layers layers() {
        return layers;
    }

    Problems problems() {
        return problems;
    }

    RetryPolicy.Builder builder() {
        return builder;
    }

    List<EffectiveValue> values() {
        return values;
    }

    /** The longest delay that a server may ask for; null if servers are not heeded. */
    @Nullable Duration serverDelayMax() {
        return serverDelayMax;
    }

    void serverDelayMax(@Nullable Duration max) {
        this.serverDelayMax = max;
    }

    /** Shows a value where the policy is shown. */
    void show(Chosen<?> chosen) {
        values.add(shared.of(chosen));
    }
}
