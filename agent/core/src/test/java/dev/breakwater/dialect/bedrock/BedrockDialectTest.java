package dev.breakwater.dialect.bedrock;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

final class BedrockDialectTest extends DialectContract {
    private static final String USAGE = " | in 55 out 20 read 5 write 3 think 0";
    private static final String SONNET = "claude-sonnet-4-5-20250929 | msg_01XFDUDYJgAACzvnptvVoYEL | ";

    @Override
    protected Dialect dialect() {
        return new BedrockDialect();
    }

    @Override
    protected String path() {
        return "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream";
    }

    @Override
    protected String body(String prompt) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + prompt
                + "\"}]}],\"inferenceConfig\":{\"maxTokens\":64}}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream("converse-stream.bin", 2, "FINISHED | null | null | end_turn" + USAGE),
                stream("converse-stream-tools.bin", 3, "FINISHED | null | null | tool_use" + USAGE),
                stream("converse-stream-throttled.bin", 0, "FAILED RATE_LIMITED | null | null | null | no usage"),
                stream("converse-stream-model-error.bin", 2, "FAILED SERVER_ERROR | null | null | null | no usage"),
                stream("converse-stream-cut.bin", 2, "CONTENT | null | null | null | no usage"),
                stream("converse-stream-damaged.bin", 0, "FAILED | null | null | null | no usage"),
                stream(
                        "invoke-stream-anthropic.bin",
                        1,
                        "FINISHED | " + SONNET + "end_turn | in 2125 out 15 read 2000 write 100 think 0"),
                stream(
                        "invoke-stream-titan.bin",
                        1,
                        "FINISHED | null | null | FINISH" + " | in 5 out 3 read 0 write 0 think 0"),
                RecordedAnswer.plain("converse.json", Operation.CHAT, "FINISHED | null | null | end_turn" + USAGE),
                RecordedAnswer.plain(
                        "invoke-anthropic.json",
                        Operation.CHAT,
                        "FINISHED | claude-sonnet-4-5-20250929"
                                + " | msg_bdrk_01 | end_turn | in 15 out 6 read 3 write 0 think 0"),
                RecordedAnswer.plain(
                        "invoke-llama.json",
                        Operation.CHAT,
                        "FINISHED | null | null | stop" + " | in 12 out 6 read 0 write 0 think 0"),
                RecordedAnswer.plain(
                        "embed-titan.json",
                        Operation.EMBEDDINGS,
                        "FINISHED | null | null | null" + " | in 7 out 0 read 0 write 0 think 0"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "application/vnd.amazon.eventstream", contentEvents, expected);
    }
}
