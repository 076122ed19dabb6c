package dev.retrykit.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;

/**
 * Makes records of what is written in one section.
 *
 * <p>Spring Boot's binder converts each value that is written, and is asked for these only: it would look into the
 * constructor of every record, and for every value that could be written, once more for each of some hundred instances.
 */
final class RecordBinder {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final Section section;
    private final Binder binder;
    private final Problems problems;

    RecordBinder(Section section, Binder binder, Problems problems) {
        this.section = section;
        this.binder = binder;
        this.problems = problems;
    }

    /** The record of all keys; one that cannot be converted becomes a problem, and has the value of one not written. */
    <T extends Record> T bind(Class<T> type) {
        return type.cast(record(type, ""));
    }

    private Object record(Class<?> type, String path) {
        Shape shape = SHAPES.get(type);
        @Nullable Object[] values = new Object[shape.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Part part = shape.parts().get(i);
            values[i] = valueOf(part, path + part.key());
        }
        return BeanUtils.instantiateClass(shape.constructor(), values);
    }

    private @Nullable Object valueOf(Part part, String path) {
        if (part.type().isRecord()) {
            return section.hasBelow(path + ".") ? record(part.type(), path + ".") : part.otherwise();
        }
        if (section.has(path)) {
            try {
                Object value = binder.bind(section.prefix() + "." + path, part.target())
                        .orElse(null);
                return value == null ? part.otherwise() : value;
            } catch (BindException failure) {
                ConfigurationProperty culprit = Conversions.culprit(failure);
                if (culprit == null) {
                    throw failure;
                }
                problems.add(Conversions.problem(failure, culprit));
            }
        }
        return part.otherwise();
    }

    /** What a record is made of. */
    private record Shape(Constructor<?> constructor, List<Part> parts) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Constructor<?> constructor = canonical(type, components);
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < components.length; i++) {
                parts.add(Part.of(components[i], constructor.getParameters()[i].getAnnotation(DefaultValue.class)));
            }
            return new Shape(constructor, List.copyOf(parts));
        }

        Object unwritten() {
            return BeanUtils.instantiateClass(
                    constructor, parts.stream().map(Part::otherwise).toArray());
        }

        private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /**
     * One value of a record.
     *
     * @param otherwise what it is where nothing is written, a record of that too; groups by name are put in by whoever
     *     has them
     */
    private record Part(
            String key,
            Class<?> type,
            Bindable<?> target,
            @Nullable Object otherwise) {

        static Part of(RecordComponent component, @Nullable DefaultValue written) {
            Object otherwise = component.getType() == Map.class ? Map.of() : null;
            if (component.getType().isRecord()) {
                otherwise = SHAPES.get(component.getType()).unwritten();
            } else if (written != null && written.value().length == 1) {
                otherwise = ApplicationConversionService.getSharedInstance()
                        .convert(written.value()[0], component.getType());
            }
            return new Part(
                    Keys.nameOf(component),
                    component.getType(),
                    Bindable.of(ResolvableType.forType(component.getGenericType())),
                    otherwise);
        }
    }
}
