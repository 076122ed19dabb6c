package dev.retrykit.logging;

import org.apache.commons.logging.LogFactory;
import org.springframework.util.ClassUtils;

/** Where lines are written. */
interface Lines {

    static Lines of(Class<?> owner) {
        return ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder", Lines.class.getClassLoader())
                ? Slf4jLines.of(owner)
                : new PlainLines(LogFactory.getLog(owner));
    }

    boolean wantsDebug();

    void write(Line line);
}
