package dev.breakwater.testing;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as a script asks for it, before a wire format puts it into its own words.
 *
 * @param code the OpenAI-style error code that tells one bad request from another
 * @param retryAfter the advice that some formats repeat in the body
 */
record Complaint(
        Problem problem,
        String code,
        Map<String, String> headers,
        @Nullable Duration retryAfter) {

    static Complaint of(Problem problem, String code) {
        return new Complaint(problem, code, Map.of(), null);
    }

    String message() {
        return switch (code) {
            case "context_length_exceeded" ->
                "This model's maximum context length is 128000 tokens. However, your messages resulted in 210000 tokens.";
            case "content_policy_violation" -> "Your request was rejected as a result of our safety system.";
            case "content_filter" ->
                "The response was filtered due to the prompt triggering the content management policy.";
            case "assistant_prefix_unsupported" ->
                "This model does not support a conversation that ends with an assistant message.";
            default -> problem.message();
        };
    }
}
