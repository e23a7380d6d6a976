package dev.breakwater.testing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One provider API's way of writing answers, streams and errors. Stateless. */
interface WireFormat {

    /** The whole answer as one JSON document. */
    String plain(Hit hit, Answer answer);

    /** The answer as a stream, from its opening to its end mark. */
    List<StreamEvent> events(Hit hit, Answer answer);

    /** An error's status: some APIs use another one than OpenAI for the same problem. */
    default int errorStatus(Problem problem) {
        return problem.status();
    }

    String errorBody(Complaint complaint);

    /** The error as it appears inside a stream that has begun with 200. */
    default String errorEvent(Complaint complaint) {
        return "data: " + errorBody(complaint) + "\n\n";
    }

    /** An event that is well framed and whose data is not JSON. */
    default String malformedEvent() {
        return "data: {\"id\":\"broken\",\"choices\":[{\"delta\":{\"conte\n\n";
    }

    default String keepAlive() {
        return ": keep-alive\n\n";
    }

    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    /** What turns a stream's text into bytes; binary ones have a character for each byte. */
    default Charset streamCharset() {
        return StandardCharsets.UTF_8;
    }

    default String requestIdHeader() {
        return "x-request-id";
    }

    /** Chooses by path, as the real hosts do; unknown paths are read as chat. */
    static WireFormat of(Hit hit) {
        String path = hit.path().replaceAll("\\?.*", "");
        if (path.endsWith("/messages") || path.endsWith("/messages/count_tokens")) {
            return new AnthropicMessages();
        }
        if (path.matches(".*/models/[^/]+:\\w+")) {
            return new GeminiGenerate();
        }
        if (path.matches("/model/[^/]+/converse(-stream)?")) {
            return new BedrockConverse();
        }
        if (path.endsWith("/responses")) {
            return new OpenAiResponses();
        }
        return path.endsWith("/embeddings") || path.endsWith("/models") ? new OpenAiLists() : new OpenAiChat();
    }
}
