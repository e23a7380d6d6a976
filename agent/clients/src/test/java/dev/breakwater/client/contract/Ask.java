package dev.breakwater.client.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a test's application makes it.
 *
 * @param content the body's bytes; not looked at with {@link BodyKind#NONE}
 * @param timeout what the application sets for the whole call ({@code HttpRequest.timeout}, OkHttp's call timeout ...), or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Ask(
        String method,
        String url,
        Map<String, String> headers,
        BodyKind kind,
        byte[] content,
        @Nullable Duration timeout) {

    /** How the application hands its body to the client. */
    public enum BodyKind {
        NONE,
        /** Bytes in memory. */
        BYTES,
        /** A string. */
        STRING,
        /** A stream of known length that can be read only once. */
        ONE_SHOT,
        /** A stream of unknown length that can be read only once. */
        ONE_SHOT_CHUNKED
    }

    /** The caller's own key in {@link #chat}. */
    public static final String CALLER_KEY = "sk-caller";

    /** A plain chat completion with the caller's key. */
    public static Ask chat(String baseUrl) {
        return post(
                baseUrl + "/chat/completions",
                "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    /** The same, streamed. */
    public static Ask streamedChat(String baseUrl) {
        return post(
                baseUrl + "/chat/completions",
                "{\"model\":\"m-1\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    public static Ask post(String url, String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", "Bearer " + CALLER_KEY);
        return new Ask("POST", url, headers, BodyKind.STRING, json.getBytes(StandardCharsets.UTF_8), null);
    }

    public static Ask withoutBody(String method, String url) {
        return new Ask(method, url, Map.of("Authorization", "Bearer " + CALLER_KEY), BodyKind.NONE, new byte[0], null);
    }

    public Ask with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, url, more, kind, content, timeout);
    }

    public Ask as(BodyKind newKind) {
        return new Ask(method, url, headers, newKind, content, timeout);
    }

    public Ask content(byte[] bytes) {
        return new Ask(method, url, headers, kind, bytes, timeout);
    }

    public Ask within(Duration newTimeout) {
        return new Ask(method, url, headers, kind, content, newTimeout);
    }
}
