package dev.breakwater.dialect.ollama;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class OllamaDialectTest extends DialectContract {
    private static final String QWEN = "qwen3:8b | null | ";
    private static final String USAGE = " | in 26 out 282 read 0 write 0 think 0";

    @Override
    protected Dialect dialect() {
        return new OllamaDialect();
    }

    @Override
    protected String path() {
        return "/api/chat";
    }

    @Override
    protected String body(String prompt) {
        return "{\"model\":\"qwen3:8b\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream("chat.ndjson", 2, "FINISHED | " + QWEN + "stop" + USAGE),
                stream("chat-thinking-tools.ndjson", 2, "FINISHED | " + QWEN + "stop" + USAGE),
                stream("chat-error.ndjson", 1, "FAILED SERVER_ERROR | " + QWEN + "null | no usage"),
                stream("chat-cut.ndjson", 2, "CONTENT | " + QWEN + "null | no usage"),
                stream("chat-unterminated.ndjson", 1, "FINISHED | " + QWEN + "stop" + USAGE),
                stream("generate.ndjson", 1, "FINISHED | llama3.2 | null | stop" + USAGE),
                RecordedAnswer.plain("chat.json", Operation.CHAT, "FINISHED | " + QWEN + "stop" + USAGE),
                RecordedAnswer.plain(
                        "embed.json",
                        Operation.EMBEDDINGS,
                        "FINISHED | all-minilm | null | null" + " | in 8 out 0 read 0 write 0 think 0"),
                RecordedAnswer.plain(
                        "openai-chat.json",
                        Operation.CHAT,
                        "FINISHED | qwen3:8b | chatcmpl-543 | stop" + " | in 9 out 3 read 0 write 0 think 0"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "application/x-ndjson", contentEvents, expected);
    }
}
