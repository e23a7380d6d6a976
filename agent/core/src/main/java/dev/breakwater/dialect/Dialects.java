package dev.breakwater.dialect;

import dev.breakwater.dialect.anthropic.AnthropicDialect;
import dev.breakwater.dialect.bedrock.BedrockDialect;
import dev.breakwater.dialect.gemini.GeminiDialect;
import dev.breakwater.dialect.generic.GenericDialect;
import dev.breakwater.dialect.ollama.OllamaDialect;
import dev.breakwater.dialect.openai.OpenAiDialect;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dialects that there are, by the names of the policy file. */
public final class Dialects {
    private static final Dialect OPENAI = new OpenAiDialect();
    private static final List<Dialect> ALL = List.of(
            OPENAI,
            new AnthropicDialect(),
            new TwoFaced(new GeminiDialect(), OPENAI, Dialects::isGeminiInOpenAi, Dialects::isChat),
            new BedrockDialect(),
            new TwoFaced(new OllamaDialect(), OPENAI, path -> path.contains("/v1/"), Dialects::isEventStream),
            new GenericDialect());

    private Dialects() {}

    /**
     * The dialect of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static Dialect named(String name) {
        for (Dialect dialect : ALL) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
        }
        String names = ALL.stream().map(Dialect::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown dialect \"" + name + "\"; known are " + names);
    }

    /** Every dialect, in the order in which they are listed to people. */
    public static List<Dialect> all() {
        return ALL;
    }

    private static boolean isGeminiInOpenAi(String path) {
        return path.contains("/openai/") || path.contains("/openapi/");
    }

    /** Gemini's own word for a chat is another one. */
    private static boolean isChat(RequestFacts facts, @Nullable String contentType) {
        return facts.operation() == Operation.CHAT || facts.operation() == Operation.TEXT_COMPLETION;
    }

    /** Ollama's own streams are lines. */
    private static boolean isEventStream(RequestFacts facts, @Nullable String contentType) {
        return MediaTypes.isEventStream(contentType);
    }
}
