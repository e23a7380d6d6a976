package dev.breakwater.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes out for one request.
 *
 * @param delay a silence before the first byte
 * @param head status line and headers up to the empty line; empty when the script never answers
 * @param chunked whether each written piece becomes a chunk
 * @param steps what follows the head, in order
 */
record Reply(Duration delay, String head, boolean chunked, List<Step> steps) {

    Reply {
        steps = List.copyOf(steps);
    }

    /** No head at all: only resets and silences make sense. */
    static Reply headless(Step... steps) {
        return new Reply(Duration.ZERO, "", false, List.of(steps));
    }

    static Reply of(int status, Map<String, String> headers, String body) {
        return of(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply of(int status, Map<String, String> headers, byte[] body) {
        return sized(status, headers, body.length, List.of(new Step.Write(body)));
    }

    /** A body whose length is announced, truthfully or not. */
    static Reply sized(int status, Map<String, String> headers, long contentLength, List<? extends Step> steps) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Length", Long.toString(contentLength));
        return new Reply(Duration.ZERO, head(status, all), false, List.copyOf(steps));
    }

    static Reply chunked(int status, Map<String, String> headers, List<? extends Step> steps) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Transfer-Encoding", "chunked");
        return new Reply(Duration.ZERO, head(status, all), true, List.copyOf(steps));
    }

    Reply delayedBy(Duration duration) {
        return new Reply(duration, head, chunked, steps);
    }

    private static String head(int status, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status " + status + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
