package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The metadata that editors complete and explain properties with. */
class MetadataTests {

    private final JsonNode metadata = read();

    @Test
    void everyKeyIsDescribed() {
        Map<String, String> descriptions = new TreeMap<>();
        metadata.get("properties")
                .forEach(property -> descriptions.put(
                        property.get("name").asString(),
                        property.has("description")
                                ? property.get("description").asString()
                                : ""));
        List<String> expected = new ArrayList<>(List.of(
                "retrykit.enabled",
                "retrykit.test-mode",
                "retrykit.adopt-spring-annotations",
                "retrykit.observations"));
        for (Place place : Place.all()) {
            if (place.named()) {
                expected.add(place.prefix());
            } else {
                place.keys().paths().forEach(path -> expected.add(place.prefix() + "." + path));
            }
        }
        assertThat(descriptions.keySet())
                .filteredOn(name -> name.startsWith("retrykit."))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(descriptions)
                .allSatisfy((name, text) -> assertThat(text).as(name).endsWith("."));
    }

    @Test
    void defaultsAreThoseThatAreInForce() {
        Map<String, Object> documented = new LinkedHashMap<>();
        metadata.get("properties").forEach(property -> {
            if (property.has("defaultValue")) {
                documented.put(property.get("name").asString(), text(property.get("defaultValue")));
            }
        });
        Map<String, Object> inForce = new LinkedHashMap<>();
        Application.of("retrykit.instances.payments:\n").run(context -> {
            for (EffectiveValue value : context.getBean(EffectivePolicies.class).of("payments")) {
                if (value.value() != null
                        && !value.property().equals("backoff.max-delay")
                        && !(value.value() instanceof Collection<?> list && list.isEmpty())) {
                    inForce.put("retrykit.defaults." + value.property(), text(value.value()));
                }
            }
        });
        inForce.put("retrykit.enabled", "true");
        inForce.put("retrykit.test-mode", "false");
        inForce.put("retrykit.aop.mode", "proxy");
        inForce.put("retrykit.adopt-spring-annotations", "false");
        inForce.put("retrykit.observations", "off");
        inForce.put("retrykit.aop.order", Integer.toString(RetryProperties.Aop.DEFAULT_ORDER));
        documented.keySet().removeIf(name -> !name.startsWith("retrykit."));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(inForce);
    }

    @Test
    void strategiesAreHinted() {
        assertThat(hinted("retrykit.defaults.backoff.strategy"))
                .containsExactlyElementsOf(Arrays.stream(BackoffStrategy.values())
                        .map(BackoffStrategy::toString)
                        .toList());
        assertThat(hinted("retrykit.defaults.backoff.jitter")).containsExactly("none", "full", "equal");
        assertThat(hinted("retrykit.defaults.retry-on-status")).contains("5xx", "UNAVAILABLE");
    }

    private List<String> hinted(String name) {
        List<String> values = new ArrayList<>();
        metadata.get("hints").forEach(hint -> {
            if (hint.get("name").asString().equals(name)) {
                hint.get("values")
                        .forEach(value -> values.add(value.get("value").asString()));
            }
        });
        return values;
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillisPart() == 0
                    ? DurationStyle.SIMPLE.print(duration, ChronoUnit.SECONDS)
                    : DurationStyle.SIMPLE.print(duration);
        }
        if (value instanceof JsonNode node) {
            if (node.isArray()) {
                List<String> texts = new ArrayList<>();
                node.forEach(each -> texts.add(each.asString()));
                return texts.toString();
            }
            return node.asString();
        }
        return value.toString().replaceAll("\\.0$", "");
    }

    private static JsonNode read() {
        try {
            Enumeration<URL> all =
                    MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
            while (all.hasMoreElements()) {
                try (InputStream stream = all.nextElement().openStream()) {
                    JsonNode node = new JsonMapper().readTree(stream);
                    if (node.toString().contains("retrykit.enabled")) {
                        return node;
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        throw new AssertionError("no metadata");
    }
}
