package dev.breakwater.policy.yaml;

import static dev.breakwater.routing.AuthScheme.API_KEY;
import static dev.breakwater.routing.AuthScheme.BEARER;
import static dev.breakwater.routing.AuthScheme.X_API_KEY;
import static dev.breakwater.routing.AuthScheme.X_GOOG_API_KEY;

import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.routing.AuthScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that need nothing but themselves in a policy, with the providers' documented hosts and headers. */
final class WellKnownProviders {
    private static final String[] BEDROCK_REGIONS = {
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
        "us-gov-east-1",
        "us-gov-west-1",
        "ca-central-1",
        "ca-west-1",
        "mx-central-1",
        "sa-east-1",
        "eu-central-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "ap-east-2",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-south-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-7",
        "af-south-1",
        "il-central-1",
        "me-central-1",
        "me-south-1"
    };

    private static final Map<String, WellKnownProvider> BY_NAME = new LinkedHashMap<>();

    static {
        add("openai", "openai", BEARER, "openai", "https://api.openai.com/v1");
        further("openai", "https://*.api.openai.com/v1");
        add("anthropic", "anthropic", X_API_KEY, "anthropic", "https://api.anthropic.com");
        add("gemini", "gemini", X_GOOG_API_KEY, "gcp.gemini", "https://generativelanguage.googleapis.com/v1beta");
        further("gemini", "https://generativelanguage.googleapis.com/v1");
        add("gemini-openai", "openai", BEARER, "gcp.gemini", "https://generativelanguage.googleapis.com/v1beta/openai");
        add("mistral", "openai", BEARER, "mistral_ai", "https://api.mistral.ai/v1");
        add("deepseek", "openai", BEARER, "deepseek", "https://api.deepseek.com");
        add("groq", "openai", BEARER, "groq", "https://api.groq.com/openai/v1");
        add("openrouter", "openai", BEARER, "openrouter", "https://openrouter.ai/api/v1");
        add(
                "azure-openai",
                "openai",
                API_KEY,
                "azure.ai.openai",
                "https://*.openai.azure.com/openai",
                "https://*.services.ai.azure.com/openai",
                "https://*.cognitiveservices.azure.com/openai");
        further("azure-openai", "https://*.azure-api.net/openai");
        add("xai", "openai", BEARER, "x_ai", "https://api.x.ai/v1");
        add("perplexity", "openai", BEARER, "perplexity", "https://api.perplexity.ai");
        add("moonshot", "openai", BEARER, "moonshot_ai", "https://api.moonshot.ai/v1");
        add("cohere", "openai", BEARER, "cohere", "https://api.cohere.ai/compatibility/v1");
        add("ollama", "ollama", BEARER, "ollama", "http://localhost:11434");
        further("ollama", "http://127.0.0.1:11434");
        add("vllm", "openai", BEARER, "vllm", "http://localhost:8000/v1");
        add("bedrock", "bedrock", BEARER, "aws.bedrock", bedrockUrls());
    }

    private WellKnownProviders() {}

    static List<WellKnownProvider> all() {
        return List.copyOf(BY_NAME.values());
    }

    static @Nullable WellKnownProvider byName(String name) {
        return BY_NAME.get(name);
    }

    /**
     * Whose URL it is: by host and path, where several share the host by the longest path; else by host alone.
     *
     * @return null for a host that is not well known
     */
    static @Nullable WellKnownProvider byUrl(Url url) {
        WellKnownProvider best = null;
        for (WellKnownProvider candidate : BY_NAME.values()) {
            if (candidate.matches(url) && (best == null || pathLength(candidate) > pathLength(best))) {
                best = candidate;
            }
        }
        if (best != null) {
            return best;
        }
        for (WellKnownProvider candidate : BY_NAME.values()) {
            if (candidate.matchesHost(url)) {
                return candidate;
            }
        }
        return null;
    }

    private static int pathLength(WellKnownProvider provider) {
        return provider.baseUrls().get(0).base().path().length();
    }

    private static void add(String name, String dialect, AuthScheme auth, String provider, String... baseUrls) {
        List<HostPattern> patterns = new ArrayList<>(baseUrls.length);
        for (String baseUrl : baseUrls) {
            patterns.add(HostPattern.parse(baseUrl));
        }
        BY_NAME.put(name, new WellKnownProvider(name, List.copyOf(patterns), List.of(), dialect, auth, provider));
    }

    private static String[] bedrockUrls() {
        String[] urls = new String[BEDROCK_REGIONS.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = "https://bedrock-runtime." + BEDROCK_REGIONS[i] + ".amazonaws.com";
        }
        return urls;
    }

    private static void further(String name, String url) {
        BY_NAME.computeIfPresent(
                name,
                (key, known) -> new WellKnownProvider(
                        name,
                        known.baseUrls(),
                        List.of(HostPattern.parse(url)),
                        known.dialect(),
                        known.auth(),
                        known.provider()));
    }
}
