package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.policy.UpstreamPolicy;
import org.jspecify.annotations.Nullable;

/** Who serves a host, in the words of {@code gen_ai.provider.name}: a call that has failed over was served by another. */
final class ServingProvider {
    /** Pairs of what a host ends with and who that is; the longer ending first where one contains another. */
    private static final String[] BY_HOST = {
        "api.openai.com", "openai",
        ".openai.azure.com", "azure.ai.openai",
        ".services.ai.azure.com", "azure.ai.inference",
        "api.anthropic.com", "anthropic",
        "generativelanguage.googleapis.com", "gcp.gemini",
        "aiplatform.googleapis.com", "gcp.vertex_ai",
        "api.mistral.ai", "mistral_ai",
        "api.deepseek.com", "deepseek",
        "api.groq.com", "groq",
        "api.x.ai", "x_ai",
        "api.cohere.com", "cohere",
        "api.perplexity.ai", "perplexity",
        "api.moonshot.ai", "moonshot_ai",
        "openrouter.ai", "openrouter",
    };

    private ServingProvider() {}

    /** The provider behind an attempt; a host that nobody knows speaks for the upstream's provider. */
    static String of(@Nullable Attempt attempt, UpstreamPolicy policy) {
        if (attempt == null || !attempt.changesOrigin()) {
            return policy.provider();
        }
        String host = attempt.url().host();
        for (int i = 0; i < BY_HOST.length; i += 2) {
            if (host.endsWith(BY_HOST[i])) {
                return BY_HOST[i + 1];
            }
        }
        return host.startsWith("bedrock-runtime.") && host.endsWith(".amazonaws.com")
                ? "aws.bedrock"
                : policy.provider();
    }
}
