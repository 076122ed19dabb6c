package dev.retrykit.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read one by one so that each mistake is answered with the field's own name and rule,
 * where binding to a type would turn 1.7 into 1 and "Failed to read request" into all there is to know.
 */
public final class JsonFields {

    private final Map<String, ? extends @Nullable Object> values;

    public JsonFields(Map<String, ? extends @Nullable Object> values, String... known) {
        SortedSet<String> names = new TreeSet<>(List.of(known));
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new InvalidInputException("field", "be one of " + String.join(", ", names), name);
            }
        }
        this.values = values;
    }

    /** A number, or the other one where the field is absent. */
    public double number(String name, double absent) {
        if (!values.containsKey(name)) {
            return absent;
        }
        if (values.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new InvalidInputException(name, "be a number", values.get(name));
    }

    /** A whole number that fits 32 bits, or the other one where the field is absent. */
    public int wholeNumber(String name, int absent) {
        if (!values.containsKey(name)) {
            return absent;
        }
        if (values.get(name) instanceof Integer number) {
            return number;
        }
        throw new InvalidInputException(name, "be a whole number", values.get(name));
    }

    /** A whole number that fits 32 bits, or nothing where the field is absent or null. */
    public @Nullable Integer optionalWholeNumber(String name) {
        return values.get(name) == null ? null : wholeNumber(name, 0);
    }

    /** True or false, or the other one where the field is absent. */
    public boolean flag(String name, boolean absent) {
        return values.containsKey(name) ? flag(name) : absent;
    }

    /** True or false; the field must be there. */
    public boolean flag(String name) {
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidInputException(name, "be true or false", values.get(name));
    }

    /** An amount of money above zero, to the cent; the field must be there. */
    public BigDecimal amount(String name) {
        Object value = values.get(name);
        if (value instanceof Number) {
            BigDecimal amount = new BigDecimal(Objects.toString(value));
            if (amount.signum() > 0 && amount.stripTrailingZeros().scale() <= 2) {
                return amount.setScale(2);
            }
        }
        throw new InvalidInputException(name, "be a number above 0 with at most two decimals", value);
    }
}
