package dev.breakwater.wall.app;

/** One SDK's way to ask a question. Implementations leave every setting of the SDK but address and key as it comes. */
interface Chat {
    String MODEL = "wall-1";
    String QUESTION = "Count to sixty.";

    /** Waits for the whole answer. */
    Told plain() throws Exception;

    /** Reads an answer as it comes, to its end. */
    Told streamed() throws Exception;

    /** The SDK by its name, for one address and key. */
    static Chat of(String sdk, String baseUrl, String key) {
        return switch (sdk) {
            case "openai-java" -> new OpenAiJavaChat(baseUrl, key);
            case "anthropic-java" -> new AnthropicJavaChat(baseUrl, key);
            case "langchain4j" -> new LangChainChat(baseUrl, key);
            default -> throw new IllegalArgumentException("no such SDK: " + sdk);
        };
    }

    /** What an application got to know of a successful call. */
    record Told(String text, String model, long promptTokens, long completionTokens, String finishReason) {}
}
