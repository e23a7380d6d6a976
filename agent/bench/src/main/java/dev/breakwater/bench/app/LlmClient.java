package dev.breakwater.bench.app;

import java.util.function.Consumer;

/** Calls a model as applications do. Safe for concurrent use. */
public interface LlmClient {
    /** The request that every call sends. */
    String REQUEST = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Why do waves break?\"}]%s}";

    /** The name of the client that is OpenAI's own library. */
    String OPENAI_JAVA = "openai-java";

    /** Asks for a stream. */
    String STREAMED = ",\"stream\":true";

    /** Asks for a stream whose first token comes at once, and the others a while after it. */
    String STREAMED_EARLY = ",\"n\":2" + STREAMED;

    /** Asks for a stream whose first token comes a while after its head, and the others a while after that. */
    String STREAMED_LATE = ",\"n\":1" + STREAMED;

    /** One whole answer. */
    byte[] plain() throws Exception;

    /**
     * One streamed answer, line by line, or token by token where a library makes those of the lines.
     *
     * @param asked {@link #STREAMED}, {@link #STREAMED_EARLY} or {@link #STREAMED_LATE}
     */
    void stream(String asked, Consumer<String> line) throws Exception;

    /** A client by its name: {@code jdk}, {@code okhttp}, {@link #OPENAI_JAVA}, or {@code raw} for a bare socket. */
    static LlmClient named(String name, String baseUrl) {
        return named(name, baseUrl, "");
    }

    /** The same with one more header, {@code name: value}, as gateways want it. */
    static LlmClient named(String name, String baseUrl, String header) {
        int colon = Math.max(0, header.indexOf(": "));
        String[] more = {header.substring(0, colon), header.substring(Math.min(header.length(), colon + 2))};
        return switch (name) {
            case "jdk" -> new JdkLlmClient(baseUrl, more);
            case "okhttp" -> new OkHttpLlmClient(baseUrl, more);
            case OPENAI_JAVA -> new OpenAiLlmClient(baseUrl);
            case "raw" -> new RawLlmClient(baseUrl);
            default -> throw new IllegalArgumentException("no client named " + name);
        };
    }
}
