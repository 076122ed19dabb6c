package dev.retrykit.logging;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Lines with their pairs. */
record Slf4jLines(Logger logger) implements Lines {

    static Lines of(Class<?> owner) {
        return new Slf4jLines(LoggerFactory.getLogger(owner));
    }

    @Override
    public boolean wantsDebug() {
        return logger.isDebugEnabled();
    }

    @Override
    public void write(Line line) {
        LoggingEventBuilder event = switch (line.level()) {
            case DEBUG -> logger.atDebug();
            case WARN -> logger.atWarn();
            case ERROR -> logger.atError();
        };
        for (Map.Entry<String, Object> pair : line.pairs().entrySet()) {
            event = event.addKeyValue(pair.getKey(), pair.getValue());
        }
        event.setCause(line.thrown()).log(line.message());
    }
}
