package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.Operation;
import dev.breakwater.dialect.PathSegment;
import org.jspecify.annotations.Nullable;

/** What the end of a path asks for; what stands before it is the host's own affair. */
final class OpenAiPaths {
    private OpenAiPaths() {}

    static Operation operation(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (plain.endsWith("/chat/completions") || plain.endsWith("/responses")) {
            return Operation.CHAT;
        }
        if (plain.endsWith("/completions")) {
            return Operation.TEXT_COMPLETION;
        }
        return plain.endsWith("/embeddings") ? Operation.EMBEDDINGS : Operation.OTHER;
    }

    /** Azure's deployment, which stands for the model there. */
    static @Nullable PathSegment deployment(String path) {
        return PathSegment.between(path, "/openai/deployments/", "/");
    }
}
