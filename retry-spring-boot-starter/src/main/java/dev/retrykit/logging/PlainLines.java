package dev.retrykit.logging;

import org.apache.commons.logging.Log;

/** Lines without pairs, for whatever log Spring has found. */
record PlainLines(Log log) implements Lines {

    @Override
    public boolean wantsDebug() {
        return log.isDebugEnabled();
    }

    @Override
    public void write(Line line) {
        switch (line.level()) {
            case DEBUG -> log.debug(line.message(), line.thrown());
            case WARN -> log.warn(line.message(), line.thrown());
            case ERROR -> log.error(line.message(), line.thrown());
        }
    }
}
