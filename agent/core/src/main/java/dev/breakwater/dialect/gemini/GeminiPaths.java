package dev.breakwater.dialect.gemini;

import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.PathSegment;
import org.jspecify.annotations.Nullable;

/** {@code .../models/{model}:{method}}: the path says nearly everything. */
final class GeminiPaths {
    private GeminiPaths() {}

    static Operation operation(String path) {
        return switch (method(path)) {
            case "generateContent", "streamGenerateContent" -> Operation.GENERATE_CONTENT;
            case "embedContent", "batchEmbedContents" -> Operation.EMBEDDINGS;
            // Vertex serves its older embedding models by the method that it serves all others with.
            case "predict" -> path.contains("embedding") ? Operation.EMBEDDINGS : Operation.OTHER;
            default -> Operation.OTHER;
        };
    }

    static boolean streams(String path) {
        return method(path).equals("streamGenerateContent");
    }

    /** Whether the body repeats the model once for every text. */
    static boolean namesModelInside(String path) {
        return method(path).equals("batchEmbedContents");
    }

    static @Nullable PathSegment model(String path) {
        int start = path.lastIndexOf('/') + 1;
        int end = path.lastIndexOf(':');
        return end > start ? new PathSegment(start, end) : null;
    }

    private static String method(String path) {
        int colon = path.lastIndexOf(':');
        return colon > path.lastIndexOf('/') ? path.substring(colon + 1) : "";
    }
}
