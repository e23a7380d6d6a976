package dev.breakwater.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chat completions of OpenAI and of everyone who speaks the same. */
final class OpenAiChat implements WireFormat {

    private static final long CREATED = 1_790_000_000L;

    @Override
    public String plain(Hit hit, Answer answer) {
        return """
                {"id":"%s","object":"chat.completion","created":%d,"model":%s,"choices":[{"index":0,"message":\
                {"role":"assistant",%s,"refusal":null},"logprobs":null,"finish_reason":"%s"}],"usage":%s}""".formatted(
                id(answer), CREATED, Json.quote(answer.model()), said(answer), finishReason(answer), usage(answer));
    }

    private static String said(Answer answer) {
        return answer.tool() == null
                ? "\"content\":" + Json.quote(answer.text())
                : "\"content\":null," + call(answer.tool(), String.join("", Answer.ARGUMENTS));
    }

    private static String call(String tool, String arguments) {
        return "\"tool_calls\":[{\"index\":0,\"id\":\"call_0\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}]"
                .formatted(Json.quote(tool), Json.quote(arguments));
    }

    private static String finishReason(Answer answer) {
        return answer.tool() == null ? "stop" : "tool_calls";
    }

    private static List<String> deltas(Answer answer) {
        List<String> deltas = new ArrayList<>();
        if (answer.tool() == null) {
            answer.tokens().forEach(token -> deltas.add("\"content\":" + Json.quote(token)));
            return deltas;
        }
        deltas.add(call(answer.tool(), ""));
        for (String piece : Answer.ARGUMENTS) {
            deltas.add("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + Json.quote(piece) + "}}]");
        }
        return deltas;
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        boolean withUsage = wantsUsage(hit);
        List<StreamEvent> events = new ArrayList<>();
        String role = "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}";
        events.add(StreamEvent.opening(chunk(answer, choice(role, "null"), withUsage ? "null" : "")));
        for (String delta : deltas(answer)) {
            events.add(StreamEvent.token(chunk(answer, choice("{" + delta + "}", "null"), withUsage ? "null" : "")));
        }
        String reason = Json.quote(finishReason(answer));
        events.add(StreamEvent.closing(chunk(answer, choice("{}", reason), withUsage ? "null" : "")));
        if (withUsage) {
            events.add(StreamEvent.closing(chunk(answer, "", usage(answer))));
        }
        events.add(StreamEvent.done("data: [DONE]\n\n"));
        return events;
    }

    @Override
    public String errorBody(Complaint complaint) {
        return openAiError(complaint);
    }

    /** The error shape that all of OpenAI's APIs share. */
    static String openAiError(Complaint complaint) {
        return "{\"error\":{\"message\":%s,\"type\":%s,\"param\":null,\"code\":%s}}"
                .formatted(
                        Json.quote(complaint.message()),
                        Json.quote(type(complaint.problem())),
                        complaint.code().isEmpty() ? "null" : Json.quote(complaint.code()));
    }

    private static String type(Problem problem) {
        return switch (problem) {
            case RATE_LIMITED -> "requests";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case SERVER_ERROR -> "server_error";
            case UNAVAILABLE, OVERLOADED -> "service_unavailable_error";
            default -> "invalid_request_error";
        };
    }

    private static String chunk(Answer answer, String choices, String usage) {
        return """
                data: {"id":"%s","object":"chat.completion.chunk","created":%d,"model":%s,\
                "system_fingerprint":"fp_0","choices":[%s]%s}

                """.formatted(
                id(answer), CREATED, Json.quote(answer.model()), choices, usage.isEmpty() ? "" : ",\"usage\":" + usage);
    }

    private static String choice(String delta, String finishReason) {
        return "{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}".formatted(delta, finishReason);
    }

    private static String usage(Answer answer) {
        int completion = answer.tokens().size();
        return """
                {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}""".formatted(Answer.PROMPT_TOKENS, completion, Answer.PROMPT_TOKENS + completion);
    }

    private static String id(Answer answer) {
        return "chatcmpl-" + answer.provider() + "-" + answer.serial();
    }

    private static boolean wantsUsage(Hit hit) {
        return hit.json().get("stream_options") instanceof Map<?, ?> options
                && Boolean.TRUE.equals(options.get("include_usage"));
    }
}
