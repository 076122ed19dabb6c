package dev.retrykit.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What happens to observations, as lines, in a registry that refuses whatever is told of one before its start or after its end. */
final class Story implements ObservationHandler<Observation.Context> {

    final ObservationRegistry registry = TestObservationRegistry.create();
    final List<String> lines = new CopyOnWriteArrayList<>();

    Story() {
        registry.observationConfig().observationHandler(this);
    }

    /** Observes something that an attempt calls. */
    void client() {
        Observation.createNotStarted("client", registry).observe(() -> {});
    }

    @Override
    public void onStart(Observation.Context context) {
        ObservationView parent = context.getParentObservation();
        lines.add("start " + name(context) + (parent == null ? "" : " in " + name(parent.getContextView())));
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
        lines.add(event.getContextualName());
    }

    @Override
    public void onStop(Observation.Context context) {
        lines.add("stop " + name(context) + keys(context.getLowCardinalityKeyValues())
                + keys(context.getHighCardinalityKeyValues()) + error(context.getError()));
    }

    private static @Nullable String name(Observation.ContextView context) {
        return context instanceof RetryAttemptContext attempt
                ? context.getName() + " " + attempt.attempt()
                : context.getName();
    }

    private static String keys(Iterable<KeyValue> keys) {
        return StreamSupport.stream(keys.spliterator(), false)
                .filter(key -> !key.getKey().equals("name"))
                .map(key -> " " + key.getKey() + "=" + key.getValue())
                .collect(Collectors.joining());
    }

    private static String error(@Nullable Throwable error) {
        return error == null ? "" : " error " + error.getClass().getSimpleName();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
