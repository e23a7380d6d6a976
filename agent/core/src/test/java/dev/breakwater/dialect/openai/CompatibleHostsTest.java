package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.DialectContract;
import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.RecordedAnswer;
import java.util.List;

/** Hosts that speak OpenAI's format with an accent. */
final class CompatibleHostsTest extends DialectContract {

    @Override
    protected Dialect dialect() {
        return new OpenAiDialect();
    }

    @Override
    protected String path() {
        return "/openai/deployments/gpt-41-eu/chat/completions";
    }

    @Override
    protected String body(String prompt) {
        return "{\"model\": \"gpt-4.1\", \"messages\": [{\"role\": \"user\", \"content\": \"" + prompt + "\"}]}";
    }

    @Override
    protected List<RecordedAnswer> answers() {
        return List.of(
                stream("azure-stream.sse", 1, "FINISHED | gpt-4o-2024-08-06 | chatcmpl-AzUr3 | stop | no usage"),
                stream(
                        "deepseek-stream.sse",
                        2,
                        "FINISHED | deepseek-reasoner | f2b1d6c0 | stop" + " | in 10 out 20 read 4 write 0 think 15"),
                stream(
                        "openrouter-stream.sse",
                        2,
                        "FINISHED | anthropic/claude-sonnet-4.5 | gen-1763400000-kJ | stop"
                                + " | in 9 out 12 read 0 write 0 think 3"),
                stream(
                        "openrouter-stream-error.sse",
                        1,
                        "FAILED RATE_LIMITED | anthropic/claude-sonnet-4.5"
                                + " | gen-1763400000-kJ | error | no usage"),
                stream(
                        "groq-stream.sse",
                        1,
                        "FINISHED | llama-3.3-70b-versatile | chatcmpl-gr0q | stop"
                                + " | in 38 out 9 read 0 write 0 think 0"),
                stream(
                        "mistral-stream.sse",
                        3,
                        "FINISHED | magistral-medium-2509 | cmpl-e5cc70bb | stop"
                                + " | in 16 out 34 read 0 write 0 think 0"),
                stream(
                        "vllm-stream-error.sse",
                        0,
                        "FAILED SERVER_ERROR | llama-3.3-70b-versatile" + " | chatcmpl-gr0q | null | no usage"),
                stream("vllm-stream-old-error.sse", 0, "FAILED CONTEXT_LENGTH | null | null | null | no usage"),
                RecordedAnswer.plain(
                        "deepseek-plain.json",
                        Operation.CHAT,
                        "FINISHED | deepseek-chat | f2b1d6c0 | stop" + " | in 10 out 2 read 4 write 0 think 0"),
                RecordedAnswer.plain(
                        "openrouter-plain-error.json",
                        Operation.CHAT,
                        "FAILED SERVER_ERROR | null | null | null | no usage"));
    }

    private static RecordedAnswer stream(String file, long contentEvents, String expected) {
        return RecordedAnswer.stream(file, "text/event-stream", contentEvents, expected);
    }
}
