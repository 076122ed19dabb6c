package dev.retrykit;

import dev.retrykit.condition.StatusSource;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of returned values. Every success asks whether its value carries one, so the answer is quick for most: a class
 * that no source reads is remembered. Thread-safe.
 */
final class ResultStatuses {

    private static final int ROOM = 8;

    private final List<StatusSource> sources;

    /**
     * Classes that no source reads, in the order in which they came: most retriers see few. Weak, since a retrier may outlive
     * their loader. A thread that does not see what another one has remembered asks the sources.
     */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private final @Nullable Reference<Class<?>>[] unread = new @Nullable Reference[ROOM];

    ResultStatuses(List<StatusSource> sources) {
        this.sources = sources.stream().filter(StatusSource::readsResults).toList();
    }

    /** Whether nobody reads any. */
    boolean none() {
        return sources.isEmpty();
    }

    /** Whether the value carries a status. */
    boolean isIn(Object result) {
        Class<?> type = result.getClass();
        for (Reference<Class<?>> known : unread) {
            if (known == null) {
                break;
            }
            if (known.refersTo(type)) {
                return false;
            }
        }
        return isReadIn(result, type);
    }

    private boolean isReadIn(Object result, Class<?> type) {
        boolean isRead = false;
        for (StatusSource source : sources) {
            if (source.readsResultsOf(type)) {
                isRead = true;
                if (source.statusOf(result) != null) {
                    return true;
                }
            }
        }
        if (!isRead) {
            remember(type);
        }
        return false;
    }

    private void remember(Class<?> type) {
        for (int place = 0; place < ROOM; place++) {
            Reference<Class<?>> present = unread[place];
            if (present != null && present.refersTo(type)) {
                return;
            }
            if (present == null || present.refersTo(null)) {
                unread[place] = new WeakReference<>(type);
                return;
            }
        }
    }

    /** The first status that a source reads; null if there is none. */
    @Nullable String of(Object result) {
        for (StatusSource source : sources) {
            String status = source.readsResultsOf(result.getClass()) ? source.statusOf(result) : null;
            if (status != null) {
                return status;
            }
        }
        return null;
    }
}
