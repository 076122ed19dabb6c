package dev.retrykit.sample.payment;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP request as it came over the wire, of which the payment service understands as much as it needs.
 *
 * @param method the method, in upper case
 * @param path the path with its query
 * @param headers the headers by name, in lower case
 * @param body the body; empty unless there is a {@code Content-Length}
 */
record WireRequest(String method, String path, Map<String, String> headers, String body) {

    private static final int MAX_HEAD_BYTES = 16_384;
    private static final int MAX_BODY_BYTES = 16_384;

    WireRequest {
        headers = Map.copyOf(headers);
    }

    static WireRequest read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3) {
            throw new ProtocolException("request line must have three parts, but was " + lines[0]);
        }
        Map<String, String> headers = new HashMap<>();
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            if (colon > 0) {
                String name = lines[line].substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(name, lines[line].substring(colon + 1).strip());
            }
        }
        byte[] body = in.readNBytes(bodyLength(headers));
        return new WireRequest(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int endMarks = 0;
        while (endMarks < 4) {
            int next = in.read();
            if (next < 0 || head.size() == MAX_HEAD_BYTES) {
                throw new EOFException("request head must end within " + MAX_HEAD_BYTES + " bytes");
            }
            head.write(next);
            endMarks = next == (endMarks % 2 == 0 ? '\r' : '\n') ? endMarks + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static int bodyLength(Map<String, String> headers) throws ProtocolException {
        String text = headers.getOrDefault("content-length", "0");
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= MAX_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as any other length that cannot be.
        }
        throw new ProtocolException("Content-Length must be from 0 to " + MAX_BODY_BYTES + ", but was " + text);
    }
}
