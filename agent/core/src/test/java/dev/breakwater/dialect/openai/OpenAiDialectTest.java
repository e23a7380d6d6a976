package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class OpenAiDialectTest extends DialectContract {
    private static final String CHAT = "gpt-4.1-2025-04-14 | chatcmpl-Cd8Kp2 | ";
    private static final String RESPONSE = "gpt-5.1-2025-11-13 | resp_67c9fdcecf488190bdd9a0409de3a1ec | ";
    private static final String CHAT_USAGE = " | in 1106 out 45 read 1024 write 0 think 32";
    private static final String RESPONSE_USAGE = " | in 36 out 87 read 10 write 0 think 64";
    private static final String NO_USAGE = " | no usage";

    @Override
    protected Dialect dialect() {
        return new OpenAiDialect();
    }

    @Override
    protected String path() {
        return "/v1/chat/completions";
    }

    @Override
    protected String body(String prompt) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\",\"model\":\"decoy\"}],\"model\":\"gpt-4.1\",\"stream\":true}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream(
                        "chat-stream.sse",
                        3,
                        "FINISHED | gpt-4.1-2025-04-14 | chatcmpl-BkQ1 | stop"
                                + " | in 19 out 10 read 8 write 0 think 0"),
                stream("chat-stream-without-done.sse", 1, "FINISHED | " + CHAT + "stop" + CHAT_USAGE),
                stream("chat-stream-crlf.sse", 1, "FINISHED | " + CHAT + "length" + NO_USAGE),
                stream("chat-stream-tools.sse", 3, "FINISHED | " + CHAT + "tool_calls" + NO_USAGE),
                stream("chat-stream-two-choices.sse", 2, "FINISHED | " + CHAT + "stop" + NO_USAGE),
                stream("chat-stream-two-choices-cut.sse", 2, "CONTENT | " + CHAT + "stop" + NO_USAGE),
                stream("chat-stream-error.sse", 1, "FAILED SERVER_ERROR | " + CHAT + "null" + NO_USAGE),
                stream("chat-stream-overloaded.sse", 0, "FAILED OVERLOADED | null | null | null" + NO_USAGE),
                stream("chat-stream-malformed.sse", 1, "FAILED | " + CHAT + "null" + NO_USAGE),
                stream("chat-stream-cut.sse", 1, "CONTENT | " + CHAT + "null" + NO_USAGE),
                stream("chat-stream-content-filter.sse", 1, "FINISHED | " + CHAT + "content_filter" + NO_USAGE),
                stream("chat-stream-refusal.sse", 1, "FINISHED | " + CHAT + "stop" + NO_USAGE),
                stream(
                        "completions-stream.sse",
                        2,
                        "FINISHED | gpt-3.5-turbo-instruct | cmpl-7iA7iJ | stop" + NO_USAGE),
                stream("responses-stream.sse", 2, "FINISHED | " + RESPONSE + "completed" + RESPONSE_USAGE),
                stream("responses-stream-tools.sse", 2, "FINISHED | " + RESPONSE + "completed" + RESPONSE_USAGE),
                stream(
                        "responses-stream-incomplete.sse",
                        1,
                        "FINISHED | " + RESPONSE + "max_output_tokens" + RESPONSE_USAGE),
                stream("responses-stream-failed.sse", 0, "FAILED RATE_LIMITED | " + RESPONSE + "failed" + NO_USAGE),
                stream("responses-stream-error.sse", 0, "FAILED SERVER_ERROR | " + RESPONSE + "null" + NO_USAGE),
                stream("responses-stream-nested-error.sse", 0, "FAILED OVERLOADED | " + RESPONSE + "null" + NO_USAGE),
                plain("chat-plain.json", Operation.CHAT, "FINISHED | " + CHAT + "stop" + CHAT_USAGE),
                plain("chat-plain-cut.json", Operation.CHAT, "CONTENT | " + CHAT + "stop" + CHAT_USAGE),
                plain("page.html", Operation.CHAT, "FAILED | null | null | null" + NO_USAGE),
                plain("responses-plain.json", Operation.CHAT, "FINISHED | " + RESPONSE + "completed" + RESPONSE_USAGE),
                plain(
                        "responses-plain-failed.json",
                        Operation.CHAT,
                        "FAILED SERVER_ERROR | " + RESPONSE + "failed" + NO_USAGE),
                plain(
                        "embeddings.json",
                        Operation.EMBEDDINGS,
                        "FINISHED | text-embedding-3-small | null | null" + " | in 8 out 0 read 0 write 0 think 0"));
    }

    static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "text/event-stream; charset=utf-8", contentEvents, expected);
    }

    static RecordedAnswer plain(String file, Operation operation, String expected) {
        return RecordedAnswer.plain(file, operation, expected);
    }
}
