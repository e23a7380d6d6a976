package dev.breakwater.bench.app;

import java.util.function.Consumer;

/** Calls a model as applications do. Safe for concurrent use. */
public interface LlmClient {
    /** The request that every call sends. */
    String REQUEST = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Why do waves break?\"}]%s}";

    /** One whole answer. */
    byte[] plain() throws Exception;

    /** One streamed answer, line by line. */
    void stream(Consumer<String> line) throws Exception;

    /** A client by its name: {@code jdk}, {@code okhttp}, or {@code raw} for a bare socket. */
    static LlmClient named(String name, String baseUrl) {
        return switch (name) {
            case "jdk" -> new JdkLlmClient(baseUrl);
            case "okhttp" -> new OkHttpLlmClient(baseUrl);
            case "raw" -> new RawLlmClient(baseUrl);
            default -> throw new IllegalArgumentException("no client named " + name);
        };
    }
}
