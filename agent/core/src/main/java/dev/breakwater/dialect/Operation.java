package dev.breakwater.dialect;

/** What a request asks of a provider, in the words of the OpenTelemetry GenAI conventions where they have one. */
public enum Operation {
    CHAT("chat"),
    TEXT_COMPLETION("text_completion"),
    GENERATE_CONTENT("generate_content"),
    EMBEDDINGS("embeddings"),
    /** Anything that runs no model: listing models, counting tokens, files. Governed, but not an inference. */
    OTHER("other");

    private final String conventionName;

    Operation(String conventionName) {
        this.conventionName = conventionName;
    }

    /** The value of {@code gen_ai.operation.name}. */
    public String conventionName() {
        return conventionName;
    }

    /** Whether a model works for it, so that it costs tokens. */
    public boolean inference() {
        return this != OTHER;
    }
}
