package dev.breakwater.dialect.translation;

import org.jspecify.annotations.Nullable;

/** The translations that there are. */
public final class Translations {
    private static final Translation TO_ANTHROPIC = new ToAnthropic();
    private static final Translation TO_OPENAI = new ToOpenAi();

    private Translations() {}

    /** By the dialects' names in the policy file; null when there is none between them. */
    public static @Nullable Translation between(String application, String endpoint) {
        return switch (application + " " + endpoint) {
            case "openai anthropic" -> TO_ANTHROPIC;
            case "anthropic openai" -> TO_OPENAI;
            default -> null;
        };
    }
}
