package dev.retrykit.sample.payment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer, after which the connection is closed.
 *
 * @param status the status code
 * @param retryAfterSeconds the {@code Retry-After} header; none when null
 * @param json the body
 */
record WireReply(int status, @Nullable Integer retryAfterSeconds, String json) {

    void writeTo(OutputStream out) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        head.append("Content-Type: application/json\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        if (retryAfterSeconds != null) {
            head.append("Retry-After: ").append(retryAfterSeconds).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
