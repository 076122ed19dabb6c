package dev.retrykit.sample.live;

import java.io.IOException;

/** The way to somebody who looks at the page. */
interface Channel {

    /**
     * Sends something, and may block as long as it takes.
     *
     * @throws IOException if nobody is there any more
     * @throws IllegalStateException if it was ended here
     */
    void send(String json) throws IOException;

    /** Ends it; may block as long as something is being sent. */
    void end();
}
