package dev.breakwater.dialect.gemini;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class GeminiDialectTest extends DialectContract {
    private static final String FLASH = "gemini-2.5-flash | Il0taoSYJ5Cez7IP | ";
    private static final String USAGE = " | in 10 out 62 read 4 write 0 think 50";
    private static final String EARLY = " | in 8 out 0 read 0 write 0 think 0";

    @Override
    protected Dialect dialect() {
        return new GeminiDialect();
    }

    @Override
    protected String path() {
        return "/v1beta/models/gemini-2.5-flash:streamGenerateContent";
    }

    @Override
    protected String body(String prompt) {
        return "{\"contents\":[{\"parts\":[{\"text\":\"" + prompt
                + "\"}]}],\"generationConfig\":{\"maxOutputTokens\":64}}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream("stream.sse", 3, "FINISHED | " + FLASH + "STOP" + USAGE),
                stream("stream-thinking-tools.sse", 2, "FINISHED | " + FLASH + "STOP" + USAGE),
                stream("stream-cut.sse", 2, "CONTENT | " + FLASH + "null" + EARLY),
                stream("stream-error.sse", 1, "FAILED OVERLOADED | " + FLASH + "null" + EARLY),
                stream("stream-blocked.sse", 0, "FINISHED | gemini-2.5-flash | x1 | SAFETY" + EARLY),
                RecordedAnswer.plain(
                        "stream-array.json", Operation.GENERATE_CONTENT, "FINISHED | " + FLASH + "STOP" + USAGE),
                RecordedAnswer.plain("plain.json", Operation.GENERATE_CONTENT, "FINISHED | " + FLASH + "STOP" + USAGE),
                RecordedAnswer.plain(
                        "plain-blocked.json",
                        Operation.GENERATE_CONTENT,
                        "FINISHED | gemini-2.5-flash | x1 | PROHIBITED_CONTENT" + EARLY),
                RecordedAnswer.plain("embed.json", Operation.EMBEDDINGS, "FINISHED | null | null | null | no usage"),
                RecordedAnswer.plain(
                        "openai-embeddings.json",
                        Operation.EMBEDDINGS,
                        "FINISHED | gemini-embedding-001" + " | null | null | in 5 out 0 read 0 write 0 think 0"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "text/event-stream", contentEvents, expected);
    }
}
