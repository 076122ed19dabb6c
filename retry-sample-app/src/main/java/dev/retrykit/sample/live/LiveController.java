package dev.retrykit.sample.live;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends what happens to whoever looks at the page, as server-sent events. */
@RestController
class LiveController {

    private static final long NO_TIMEOUT = 0;

    private final LiveFeed feed;
    private final Viewers viewers;

    LiveController(LiveFeed feed, Viewers viewers) {
        this.feed = feed;
        this.viewers = viewers;
    }

    @GetMapping("/live")
    SseEmitter live() throws IOException {
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        emitter.send(SseEmitter.event().name("history").data(feed.history()));
        if (!viewers.add(new Connection(emitter))) {
            throw new ErrorResponseException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "viewers must be at most " + Viewers.MOST + "; close a page that shows the storefront"),
                    null);
        }
        return emitter;
    }

    /** A viewer's browser. */
    private record Connection(SseEmitter emitter) implements Channel {

        @Override
        public void send(String json) throws IOException {
            emitter.send(SseEmitter.event().name("snapshot").data(json));
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }
}
