package dev.breakwater.testing;

import java.util.ArrayList;
import java.util.List;

/** Anthropic's messages API with its own events, error types and status for overload. */
final class AnthropicMessages implements WireFormat {

    @Override
    public String plain(Hit hit, Answer answer) {
        if (hit.path().contains("/count_tokens")) {
            return "{\"input_tokens\":" + Answer.PROMPT_TOKENS + "}";
        }
        if (answer.tool() != null) {
            String use = toolUse(answer.tool(), String.join("", Answer.ARGUMENTS));
            return message(answer, use, "\"tool_use\"", Answer.ARGUMENTS.size());
        }
        String content = "{\"type\":\"text\",\"text\":" + Json.quote(answer.text()) + "}";
        return message(answer, content, "\"end_turn\"", answer.tokens().size());
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(StreamEvent.opening(event("message_start", "\"message\":" + message(answer, "", "null", 1))));
        if (answer.tool() != null) {
            addToolUse(answer.tool(), events);
            return events;
        }
        events.add(StreamEvent.opening(
                event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")));
        events.add(StreamEvent.opening(keepAlive()));
        for (String token : answer.tokens()) {
            String delta = "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + Json.quote(token) + "}";
            events.add(StreamEvent.token(event("content_block_delta", delta)));
        }
        addEnd("end_turn", answer.tokens().size(), events);
        return events;
    }

    private static void addToolUse(String tool, List<StreamEvent> events) {
        String start = "\"index\":0,\"content_block\":" + toolUse(tool, "{}");
        events.add(StreamEvent.token(event("content_block_start", start)));
        for (String piece : Answer.ARGUMENTS) {
            String delta =
                    "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":" + Json.quote(piece) + "}";
            events.add(StreamEvent.token(event("content_block_delta", delta)));
        }
        addEnd("tool_use", Answer.ARGUMENTS.size(), events);
    }

    private static String toolUse(String tool, String input) {
        return "{\"type\":\"tool_use\",\"id\":\"toolu_0\",\"name\":%s,\"input\":%s}".formatted(Json.quote(tool), input);
    }

    private static void addEnd(String stopReason, int outputTokens, List<StreamEvent> events) {
        events.add(StreamEvent.closing(event("content_block_stop", "\"index\":0")));
        String end = "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d}";
        events.add(StreamEvent.closing(event("message_delta", end.formatted(stopReason, outputTokens))));
        events.add(StreamEvent.done("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"));
    }

    @Override
    public String errorBody(Complaint complaint) {
        String details = complaint.problem() == Problem.QUOTA_EXHAUSTED
                ? ",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}"
                : "";
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s%s},\"request_id\":\"req_0\"}"
                .formatted(type(complaint.problem()), Json.quote(message(complaint)), details);
    }

    @Override
    public String errorEvent(Complaint complaint) {
        return "event: error\ndata: " + errorBody(complaint) + "\n\n";
    }

    @Override
    public String malformedEvent() {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n";
    }

    @Override
    public String keepAlive() {
        return "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    private static String message(Complaint complaint) {
        return complaint.code().equals("context_length_exceeded")
                ? "prompt is too long: 210000 tokens > 200000 maximum"
                : complaint.message();
    }

    private static String type(Problem problem) {
        return switch (problem) {
            case RATE_LIMITED, QUOTA_EXHAUSTED -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case BAD_KEY -> "authentication_error";
            case BAD_REQUEST -> "invalid_request_error";
            case MODEL_NOT_FOUND -> "not_found_error";
            default -> "api_error";
        };
    }

    private static String message(Answer answer, String content, String stopReason, int outputTokens) {
        return """
                {"id":"msg_%s_%d","type":"message","role":"assistant","model":%s,"content":[%s],"stop_reason":%s,\
                "stop_sequence":null,"usage":{"input_tokens":%d,"cache_creation_input_tokens":0,\
                "cache_read_input_tokens":0,"output_tokens":%d}}""".formatted(
                        answer.provider(),
                        answer.serial(),
                        Json.quote(answer.model()),
                        content,
                        stopReason,
                        Answer.PROMPT_TOKENS,
                        outputTokens);
    }

    private static String event(String type, String members) {
        return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members);
    }
}
