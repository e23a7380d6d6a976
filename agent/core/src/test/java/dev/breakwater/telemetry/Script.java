package dev.breakwater.telemetry;

import dev.breakwater.message.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What an endpoint does with one request: after {@code takes}, a head and a body in pieces, or a broken connection. */
record Script(Duration takes, int status, List<Header> headers, List<String> pieces, IOException broken) {
    static final String ANSWER = """
            {"id":"chatcmpl-7","object":"chat.completion","model":"gpt-4.1-2025-04-14","choices":[{"index":0,
            "message":{"role":"assistant","content":"four"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":30,"completion_tokens":12,"total_tokens":42,
            "prompt_tokens_details":{"cached_tokens":10},"completion_tokens_details":{"reasoning_tokens":5}}}""";

    static Script answers() {
        return answers(ANSWER);
    }

    static Script answers(String json) {
        return new Script(Duration.ofMillis(100), 200, json("application/json"), List.of(json), null);
    }

    /** Its first token comes another 200 ms after the head, and so does each further piece. */
    static Script streams(boolean whole) {
        String first = event("{\"id\":\"chatcmpl-8\",\"model\":\"gpt-4.1-2025-04-14\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"role\":\"assistant\",\"content\":\"fo\"}}]}");
        String last = event("{\"id\":\"chatcmpl-8\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ur\"},"
                        + "\"finish_reason\":\"stop\"}]}")
                + event(
                        "{\"id\":\"chatcmpl-8\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}")
                + "data: [DONE]\n\n";
        return new Script(
                Duration.ofMillis(100),
                200,
                json("text/event-stream"),
                whole ? List.of(first, last) : List.of(first),
                whole ? null : new IOException("reset with secret-in-message"));
    }

    static Script refuses(int status, Header... headers) {
        String body = "{\"error\":{\"message\":\"no\"}}";
        return new Script(Duration.ofMillis(50), status, List.of(headers), List.of(body), null);
    }

    static Script breaks() {
        IOException reset = new IOException("https://api.openai.com/v1?key=secret-in-message reset");
        return new Script(Duration.ofMillis(20), 0, List.of(), List.of(), reset);
    }

    private static List<Header> json(String contentType) {
        return List.of(new Header("content-type", contentType));
    }

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }

    byte[] bytes(int piece) {
        return pieces.get(piece).getBytes(StandardCharsets.UTF_8);
    }
}
