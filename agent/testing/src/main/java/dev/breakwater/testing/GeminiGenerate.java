package dev.breakwater.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gemini's native generate and embed calls: model and stream switch in the path, the end of a stream is the end of the body. */
final class GeminiGenerate implements WireFormat {

    @Override
    public String plain(Hit hit, Answer answer) {
        if (hit.path().contains(":batchEmbedContents")) {
            return "{\"embeddings\":[{\"values\":[0.25,-0.5,0.75]}]}";
        }
        if (hit.path().contains(":embedContent")) {
            return "{\"embedding\":{\"values\":[0.25,-0.5,0.75]}}";
        }
        return document(answer, answer.text(), "STOP", answer.tokens().size());
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        boolean serverSentEvents = hit.path().contains("alt=sse");
        int last = answer.tokens().size() - 1;
        List<StreamEvent> events = new ArrayList<>();
        for (int n = 0; n <= last; n++) {
            String document = document(answer, answer.tokens().get(n), n == last ? "STOP" : null, n + 1);
            String inArray = (n == 0 ? "[" : ",\r\n") + document + (n == last ? "]" : "");
            events.add(StreamEvent.token(serverSentEvents ? "data: " + document + "\r\n\r\n" : inArray));
        }
        return events;
    }

    @Override
    public int errorStatus(Problem problem) {
        if (problem == Problem.BAD_KEY) {
            return 400;
        }
        return problem == Problem.OVERLOADED ? 503 : problem.status();
    }

    @Override
    public String errorBody(Complaint complaint) {
        int status = errorStatus(complaint.problem());
        String message = complaint.problem() == Problem.BAD_KEY
                ? "API key not valid. Please pass a valid API key."
                : complaint.message();
        return "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"%s\",\"details\":[%s]}}"
                .formatted(status, Json.quote(message), statusName(complaint.problem()), details(complaint));
    }

    private static String statusName(Problem problem) {
        return switch (problem) {
            case RATE_LIMITED, QUOTA_EXHAUSTED -> "RESOURCE_EXHAUSTED";
            case UNAVAILABLE, OVERLOADED -> "UNAVAILABLE";
            case SERVER_ERROR -> "INTERNAL";
            case MODEL_NOT_FOUND -> "NOT_FOUND";
            default -> "INVALID_ARGUMENT";
        };
    }

    private static String details(Complaint complaint) {
        return switch (complaint.problem()) {
            case RATE_LIMITED -> quota("GenerateRequestsPerMinutePerProjectPerModel", complaint.retryAfter());
            case QUOTA_EXHAUSTED -> quota("GenerateRequestsPerDayPerProjectPerModel", Duration.ofHours(11));
            case BAD_KEY ->
                "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\","
                        + "\"domain\":\"googleapis.com\"}";
            default -> "";
        };
    }

    private static String quota(String quotaId, @Nullable Duration retryAfter) {
        String failure = "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"quotaId\":\""
                + quotaId + "\"}]}";
        return retryAfter == null
                ? failure
                : failure + ",{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\""
                        + retryAfter.toMillis() / 1000.0 + "s\"}";
    }

    private static String document(Answer answer, String text, @Nullable String finishReason, int outputTokens) {
        return """
                {"candidates":[{"content":{"parts":[{"text":%s}],"role":"model"}%s,"index":0}],"usageMetadata":\
                {"promptTokenCount":%d,"candidatesTokenCount":%d,"totalTokenCount":%d},"modelVersion":%s,\
                "responseId":"%s-%d"}""".formatted(
                        Json.quote(text),
                        finishReason == null ? "" : ",\"finishReason\":\"" + finishReason + "\"",
                        Answer.PROMPT_TOKENS,
                        outputTokens,
                        Answer.PROMPT_TOKENS + outputTokens,
                        Json.quote(answer.model()),
                        answer.provider(),
                        answer.serial());
    }
}
