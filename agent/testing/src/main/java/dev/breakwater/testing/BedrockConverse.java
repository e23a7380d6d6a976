package dev.breakwater.testing;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Amazon Bedrock's converse, and converse-stream with its binary frames. The path names the model. */
final class BedrockConverse implements WireFormat {

    @Override
    public String plain(Hit hit, Answer answer) {
        return """
                {"output":{"message":{"role":"assistant","content":[{"text":%s}]}},"stopReason":"end_turn",%s}""".formatted(Json.quote(answer.text()), usage(answer));
    }

    private static String usage(Answer answer) {
        int outputTokens = answer.tokens().size();
        return "\"usage\":{\"inputTokens\":%d,\"outputTokens\":%d,\"totalTokens\":%d},\"metrics\":{\"latencyMs\":1}"
                .formatted(Answer.PROMPT_TOKENS, outputTokens, Answer.PROMPT_TOKENS + outputTokens);
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(StreamEvent.opening(EventFrame.event("messageStart", "{\"role\":\"assistant\"}")));
        for (String token : answer.tokens()) {
            String delta = "{\"contentBlockIndex\":0,\"delta\":{\"text\":" + Json.quote(token) + "}}";
            events.add(StreamEvent.token(EventFrame.event("contentBlockDelta", delta)));
        }
        events.add(StreamEvent.closing(EventFrame.event("contentBlockStop", "{\"contentBlockIndex\":0}")));
        events.add(StreamEvent.closing(EventFrame.event("messageStop", "{\"stopReason\":\"end_turn\"}")));
        events.add(StreamEvent.done(EventFrame.event("metadata", "{" + usage(answer) + "}")));
        return events;
    }

    @Override
    public int errorStatus(Problem problem) {
        return switch (problem) {
            case BAD_KEY -> 403;
            case OVERLOADED -> 503;
            default -> problem.status();
        };
    }

    @Override
    public String errorBody(Complaint complaint) {
        String type = switch (complaint.problem()) {
            case RATE_LIMITED -> "ThrottlingException";
            case QUOTA_EXHAUSTED -> "ServiceQuotaExceededException";
            case SERVER_ERROR -> "InternalServerException";
            case UNAVAILABLE, OVERLOADED -> "ServiceUnavailableException";
            case BAD_KEY -> "AccessDeniedException";
            case BAD_REQUEST -> "ValidationException";
            case MODEL_NOT_FOUND -> "ResourceNotFoundException";
        };
        return "{\"__type\":\"%s\",\"message\":%s}".formatted(type, Json.quote(complaint.message()));
    }

    @Override
    public String errorEvent(Complaint complaint) {
        return EventFrame.exception("internalServerException", "{\"message\":" + Json.quote(complaint.message()) + "}");
    }

    /** Framed as it should be, and no JSON. */
    @Override
    public String malformedEvent() {
        return EventFrame.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delt");
    }

    @Override
    public String streamType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public Charset streamCharset() {
        return EventFrame.BYTES;
    }

    @Override
    public String requestIdHeader() {
        return "x-amzn-requestid";
    }
}
