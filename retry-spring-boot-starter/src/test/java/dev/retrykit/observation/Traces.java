package dev.retrykit.observation;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A real tracer, and what it has exported. */
final class Traces implements AutoCloseable {

    final ObservationRegistry registry = ObservationRegistry.create();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();

    Traces() {
        OtelTracer tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }

    List<SpanData> spans() {
        List<SpanData> spans = new ArrayList<>(exporter.getFinishedSpanItems());
        spans.sort(Comparator.comparingLong(SpanData::getStartEpochNanos));
        return spans;
    }

    /** The names of all spans, each below its parent and a step to the right. */
    List<String> tree() {
        List<String> lines = new ArrayList<>();
        spans().stream().filter(span -> !span.getParentSpanContext().isValid()).forEach(root -> add(root, "", lines));
        return lines;
    }

    private void add(SpanData span, String indent, List<String> lines) {
        lines.add(indent + span.getName());
        spans().stream()
                .filter(each -> each.getParentSpanId().equals(span.getSpanId()))
                .forEach(child -> add(child, indent + "  ", lines));
    }

    @Override
    public void close() {
        provider.close();
    }
}
