package dev.retrykit.sample.payment;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows the last thousand orders: how often each was asked to be paid, and whether it was. An order that is paid twice
 * gets its first payment again, which is what makes it right to retry a request whose answer was lost.
 */
final class Ledger {

    private static final int REMEMBERED = 1_000;

    private final Map<String, Integer> attempts = remembering();
    private final Map<String, Payment> payments = remembering();

    synchronized int countAttempt(String order) {
        return attempts.merge(order, 1, Integer::sum);
    }

    synchronized Payment pay(String order, BigDecimal amount, int attempt) {
        Payment first = payments.computeIfAbsent(
                order, key -> new Payment(UUID.randomUUID().toString(), amount, attempt));
        return new Payment(first.payment(), first.amount(), attempt);
    }

    private static <V> Map<String, V> remembering() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
