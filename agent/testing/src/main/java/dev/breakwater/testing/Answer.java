package dev.breakwater.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a healthy provider says, before a wire format writes it down.
 *
 * @param provider the instance's name, which answers, ids and headers carry
 * @param serial number of the request at this provider
 * @param tokens the tokens of content, leading spaces included
 * @param tokenInterval the pause before each streamed token; zero for none
 * @param tool the tool that is called in place of saying the tokens, since the request demands it; null for none
 */
record Answer(
        String provider,
        long serial,
        String model,
        List<String> tokens,
        Duration tokenInterval,
        @Nullable String tool) {
    /** What a tool is called with, in the pieces in which it is streamed. */
    static final List<String> ARGUMENTS = List.of("{\"city\":", "\"Bern\"}");

    static final int TOKENS = 60;
    static final int PROMPT_TOKENS = 12;

    /** The answer to one request: all of it, or the rest when the request ends with an assistant's prefix. */
    static Answer to(Hit hit, String provider, long serial, @Nullable List<String> words, Duration tokenInterval) {
        List<String> tokens = words == null ? defaultTokens(provider, hit.model()) : words;
        int said = tokensIn(assistantPrefix(hit));
        List<String> rest = tokens.subList(Math.min(said, tokens.size()), tokens.size());
        return new Answer(provider, serial, hit.model(), List.copyOf(rest), tokenInterval, demandedTool(hit));
    }

    /** The text of a trailing assistant message, which a provider with prefill support continues; null when there is none. */
    static @Nullable String assistantPrefix(Hit hit) {
        if (!(hit.json().get("messages") instanceof List<?> messages) || messages.isEmpty()) {
            return null;
        }
        return messages.get(messages.size() - 1) instanceof Map<?, ?> last && "assistant".equals(last.get("role"))
                ? textOf(last.get("content"))
                : null;
    }

    private static @Nullable String demandedTool(Hit hit) {
        Object choice = hit.json().get("tool_choice");
        if (choice instanceof Map<?, ?> named) {
            Object name =
                    named.get("function") instanceof Map<?, ?> function ? function.get("name") : named.get("name");
            return name instanceof String tool ? tool : null;
        }
        return null;
    }

    String text() {
        return String.join("", tokens);
    }

    private static List<String> defaultTokens(String provider, String model) {
        List<String> tokens = new ArrayList<>(List.of(provider, " " + model));
        IntStream.rangeClosed(3, TOKENS).forEach(n -> tokens.add(" t" + n));
        return tokens;
    }

    private static int tokensIn(@Nullable String prefix) {
        return prefix == null || prefix.isBlank() ? 0 : prefix.strip().split("\\s+").length;
    }

    private static String textOf(@Nullable Object content) {
        if (content instanceof List<?> parts) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part instanceof Map<?, ?> map ? textOf(map.get("text")) : ""));
            return text.toString();
        }
        return content instanceof String text ? text : "";
    }
}
