package dev.breakwater.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request as it arrived on the wire. Immutable but for its ending; safe to share. */
public final class Hit {

    private static final List<String> KEY_HEADERS = List.of("api-key", "x-api-key", "x-goog-api-key");

    private final long arrivedNanos;
    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final int connectionId;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private volatile @Nullable Map<String, Object> json;

    Hit(
            long arrivedNanos,
            String method,
            String path,
            Map<String, List<String>> headers,
            byte[] body,
            int connectionId) {
        this.arrivedNanos = arrivedNanos;
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.connectionId = connectionId;
    }

    /** When the request line was there, by {@link System#nanoTime()}. */
    public long arrivedNanos() {
        return arrivedNanos;
    }

    public String method() {
        return method;
    }

    /** The request target with its query. */
    public String path() {
        return path;
    }

    /** Every header, names in any case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Numbered from 1 in the order of acceptance: equal numbers mean one connection was used again. */
    public int connectionId() {
        return connectionId;
    }

    /** Completed when the exchange is over, never exceptionally. */
    public CompletableFuture<Ending> ended() {
        return ended;
    }

    /**
     * Waits for the end of the exchange.
     *
     * @throws AssertionError when it is still going on after {@code timeout}
     */
    public Ending awaitEnd(Duration timeout) throws InterruptedException {
        try {
            return ended.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the exchange has not ended within " + timeout, e);
        }
    }

    /** The model that was asked for: in the body, in a deployment's, Gemini's or Bedrock's path; empty when there is none. */
    public String model() {
        Object model = json().get("model");
        if (model instanceof String name) {
            return name;
        }
        String inDeployment = between(path, "/deployments/", '/');
        String inModels = inDeployment.isEmpty() ? between(path, "/models/", ':') : inDeployment;
        return inModels.isEmpty() ? between(path, "/model/", '/') : inModels;
    }

    /** Whether a streamed answer was asked for. */
    public boolean streamed() {
        return Boolean.TRUE.equals(json().get("stream"))
                || path.contains(":streamGenerateContent")
                || path.endsWith("/converse-stream");
    }

    /** The credential that came along, wherever the provider expects it; null when there is none. */
    public @Nullable String key() {
        String authorization = header("Authorization");
        if (authorization != null) {
            return authorization.substring(authorization.indexOf(' ') + 1);
        }
        for (String name : KEY_HEADERS) {
            if (header(name) != null) {
                return header(name);
            }
        }
        String query = between(path + "&", "key=", '&');
        return query.isEmpty() ? null : query;
    }

    @Override
    public String toString() {
        return method + " " + path + " on connection " + connectionId;
    }

    Map<String, Object> json() {
        Map<String, Object> known = json;
        if (known == null) {
            known = Json.objectIn(bodyText());
            json = known;
        }
        return known;
    }

    void end(Ending.How how) {
        ended.complete(new Ending(how, System.nanoTime()));
    }

    private static String between(String text, String before, char after) {
        int start = text.indexOf(before);
        int end = start < 0 ? -1 : text.indexOf(after, start + before.length());
        return end < 0 ? "" : text.substring(start + before.length(), end);
    }
}
