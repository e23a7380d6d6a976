package dev.breakwater.dialect.generic;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class GenericDialectTest extends DialectContract {
    private static final String USAGE = " | in 3 out 2 read 0 write 0 think 0";

    @Override
    protected Dialect dialect() {
        return new GenericDialect();
    }

    @Override
    protected String path() {
        return "/house/chat";
    }

    @Override
    protected String body(String prompt) {
        return "{\"model\":\"house-1\",\"input\":\"" + prompt + "\"}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream("stream.sse", 3, "FINISHED | house-1 | null | stop" + USAGE),
                stream("text-stream.sse", 2, "FINISHED | null | null | null | no usage"),
                stream("stream-error.sse", 1, "FAILED OVERLOADED | null | null | null | no usage"),
                RecordedAnswer.stream(
                        "lines.ndjson", "application/x-ndjson", 2, "FINISHED | house-1 | null | null | no usage"),
                RecordedAnswer.plain("plain.json", Operation.CHAT, "FINISHED | house-1 | null | null" + USAGE),
                RecordedAnswer.plain(
                        "plain-error.json", Operation.CHAT, "FAILED OVERLOADED | null | null | null | no usage"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "text/event-stream", contentEvents, expected);
    }
}
