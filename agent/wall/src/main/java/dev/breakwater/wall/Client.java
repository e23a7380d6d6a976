package dev.breakwater.wall;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The SDKs that are tried. */
enum Client {
    OPENAI_JAVA("openai-java", "openai", "/v1"),
    ANTHROPIC_JAVA("anthropic-java", "anthropic", ""),
    LANGCHAIN4J("langchain4j", "openai", "/v1");

    private final String sdk;
    private final String dialect;
    private final String basePath;

    Client(String sdk, String dialect, String basePath) {
        this.sdk = sdk;
        this.dialect = dialect;
        this.basePath = basePath;
    }

    static Client named(String sdk) {
        return Arrays.stream(values())
                .filter(client -> client.sdk.equals(sdk))
                .findFirst()
                .orElseThrow(() -> new UsageException("no client '" + sdk + "'; there are " + names()));
    }

    static String names() {
        return Arrays.stream(values()).map(Client::sdk).collect(Collectors.joining(", "));
    }

    String sdk() {
        return sdk;
    }

    String dialect() {
        return dialect;
    }

    /** What the SDK wants between origin and the API's own path. */
    String basePath() {
        return basePath;
    }
}
