package dev.breakwater.dialect.anthropic;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class AnthropicDialectTest extends DialectContract {
    private static final String SONNET = "claude-sonnet-4-5-20250929 | msg_01XFDUDYJgAACzvnptvVoYEL | ";

    @Override
    protected Dialect dialect() {
        return new AnthropicDialect();
    }

    @Override
    protected String path() {
        return "/v1/messages";
    }

    @Override
    protected String body(String prompt) {
        return "{\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                + "\"}],\"model\":\"claude-sonnet-4-5\"}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream(
                        "stream.sse",
                        2,
                        "FINISHED | " + SONNET + "end_turn | in 2125 out 15 read 2000 write 100 think 0"),
                stream(
                        "stream-thinking-tools.sse",
                        3,
                        "FINISHED | " + SONNET + "tool_use | in 2130 out 89 read 2100 write 0 think 40"),
                stream(
                        "stream-overloaded.sse",
                        0,
                        "FAILED OVERLOADED | " + SONNET + "null | in 2125 out 1 read 2000 write 100 think 0"),
                stream("stream-cut.sse", 1, "CONTENT | " + SONNET + "null | in 2125 out 1 read 2000 write 100 think 0"),
                stream(
                        "stream-no-stop.sse",
                        1,
                        "FINISHED | " + SONNET + "end_turn | in 2125 out 15 read 2000 write 100 think 0"),
                stream(
                        "stream-pings-only.sse",
                        0,
                        "NOTHING_YET | " + SONNET + "null | in 2125 out 1 read 2000 write 100 think 0"),
                stream(
                        "stream-malformed.sse",
                        0,
                        "FAILED | " + SONNET + "null | in 2125 out 1 read 2000 write 100 think 0"),
                RecordedAnswer.plain(
                        "plain.json",
                        Operation.CHAT,
                        "FINISHED | " + SONNET + "end_turn | in 2110 out 503 read 5 write 10 think 0"),
                RecordedAnswer.plain(
                        "plain-refusal.json",
                        Operation.CHAT,
                        "FINISHED | claude-opus-4-1 | msg_02 | refusal" + " | in 20 out 3 read 0 write 0 think 0"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "text/event-stream; charset=utf-8", contentEvents, expected);
    }
}
