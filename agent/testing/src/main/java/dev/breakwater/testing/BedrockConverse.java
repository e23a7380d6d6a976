package dev.breakwater.testing;

import java.util.List;

/** Amazon Bedrock's converse, plain only: its streams are binary frames of another call. The path names the model. */
final class BedrockConverse implements WireFormat {

    @Override
    public String plain(Hit hit, Answer answer) {
        int outputTokens = answer.tokens().size();
        return """
                {"output":{"message":{"role":"assistant","content":[{"text":%s}]}},"stopReason":"end_turn",\
                "usage":{"inputTokens":%d,"outputTokens":%d,"totalTokens":%d},"metrics":{"latencyMs":1}}""".formatted(
                Json.quote(answer.text()), Answer.PROMPT_TOKENS, outputTokens, Answer.PROMPT_TOKENS + outputTokens);
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        throw new UnsupportedOperationException("converse has no stream");
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
    public String requestIdHeader() {
        return "x-amzn-requestid";
    }
}
