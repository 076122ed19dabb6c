package dev.retrykit.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

/** Turns effective values into what may be shown: plain JSON types, sanitised under the full name of their property. */
final class PolicyView {

    private final Sanitizer sanitizer;

    PolicyView(Sanitizer sanitizer) {
        this.sanitizer = sanitizer;
    }

    Map<String, PolicyValue> of(String name, List<EffectiveValue> values, boolean show) {
        Map<String, PolicyValue> view = new LinkedHashMap<>();
        for (EffectiveValue value : values) {
            SanitizableData data = new SanitizableData(
                    null, "retrykit.instances." + name + "." + value.property(), plain(value.value()));
            view.put(value.property(), new PolicyValue(sanitizer.sanitize(data, show), value.origin()));
        }
        return Collections.unmodifiableMap(view);
    }

    List<ExhaustedCall> of(String name, List<ExhaustedCall> calls, Shown.Visit visit) {
        String key = "retrykit.instances." + name + ".last-exhausted.message";
        return calls.stream()
                .map(call -> new ExhaustedCall(
                        call.time(),
                        call.attempts(),
                        call.reason(),
                        call.sinceFirstFailure(),
                        call.failure(),
                        sanitizer.sanitize(new SanitizableData(null, key, call.message()), visit.messages())))
                .toList();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof Collection<?> values) {
            return values.stream()
                    .filter(Objects::nonNull)
                    .map(PolicyView::plain)
                    .toList();
        }
        return value.toString();
    }
}
