package dev.retrykit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LinesTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LinesTests.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void restore() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private static Line line(Line.Level level, @Nullable Throwable thrown) {
        return new Line(level, "'payments' {} gave up", Map.of("retry.name", "payments"), thrown);
    }

    @Test
    void bearPairsWithSlf4j() {
        Lines lines = Lines.of(LinesTests.class);
        lines.write(line(Line.Level.DEBUG, null));
        lines.write(line(Line.Level.WARN, null));
        lines.write(line(Line.Level.ERROR, new IllegalStateException("broken")));

        assertThat(log.list)
                .extracting(ILoggingEvent::toString)
                .containsExactly(
                        "[DEBUG] 'payments' {} gave up",
                        "[WARN] 'payments' {} gave up",
                        "[ERROR] 'payments' {} gave up");
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getKeyValuePairs())
                        .isEqualTo(List.of(new KeyValuePair("retry.name", "payments"))));
        assertThat(thrown(2).getMessage()).isEqualTo("broken");
    }

    @Test
    void areWrittenWithoutSlf4jToo() {
        Lines lines = new PlainLines(LogFactory.getLog(LinesTests.class));
        lines.write(line(Line.Level.DEBUG, null));
        lines.write(line(Line.Level.WARN, null));
        lines.write(line(Line.Level.ERROR, new IllegalStateException("broken")));

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG, Level.WARN, Level.ERROR);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsOnly("'payments' {} gave up");
        assertThat(thrown(2).getMessage()).isEqualTo("broken");
    }

    @Test
    void askWhetherDebugIsWanted() {
        assertThat(Lines.of(LinesTests.class).wantsDebug()).isTrue();
        assertThat(new PlainLines(LogFactory.getLog(LinesTests.class)).wantsDebug())
                .isTrue();
        logger.setLevel(Level.INFO);
        assertThat(Lines.of(LinesTests.class).wantsDebug()).isFalse();
        assertThat(new PlainLines(LogFactory.getLog(LinesTests.class)).wantsDebug())
                .isFalse();
    }

    private IThrowableProxy thrown(int line) {
        return Objects.requireNonNull(log.list.get(line).getThrowableProxy());
    }
}
