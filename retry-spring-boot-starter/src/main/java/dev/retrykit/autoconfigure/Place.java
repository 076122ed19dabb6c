package dev.retrykit.autoconfigure;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One part of the configuration: a group of keys, or groups of the same keys by name.
 *
 * @param top the first word after {@code retrykit.}
 * @param named whether a name comes before the keys
 * @param keys the keys
 */
record Place(String top, boolean named, Keys keys) {

    /** All parts, as {@link RetryProperties} has them. */
    static List<Place> all() {
        List<Place> places = new ArrayList<>();
        for (RecordComponent component : RetryProperties.class.getRecordComponents()) {
            String top = Keys.nameOf(component);
            if (component.getType().isRecord()) {
                List<String> except = top.equals("defaults") ? PolicyProperties.OF_INSTANCES_ONLY : List.of();
                places.add(new Place(top, false, Keys.of(component.getType().asSubclass(Record.class), except)));
            } else if (component.getGenericType() instanceof ParameterizedType map
                    && component.getType() == Map.class) {
                Class<?> value = (Class<?>) map.getActualTypeArguments()[1];
                places.add(new Place(top, true, Keys.of(value.asSubclass(Record.class), List.of())));
            }
        }
        return List.copyOf(places);
    }

    String prefix() {
        return "retrykit." + top;
    }
}
