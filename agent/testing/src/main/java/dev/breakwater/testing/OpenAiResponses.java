package dev.breakwater.testing;

import java.util.ArrayList;
import java.util.List;

/** OpenAI's responses API: one object when plain, a ladder of named events when streamed. */
final class OpenAiResponses implements WireFormat {

    @Override
    public String plain(Hit hit, Answer answer) {
        return response(answer, "completed", message(answer, "completed"), usage(answer));
    }

    @Override
    public List<StreamEvent> events(Hit hit, Answer answer) {
        Ladder ladder = new Ladder(answer);
        String begun = "\"response\":" + response(answer, "in_progress", "", "null");
        ladder.opening("response.created", begun);
        ladder.opening("response.in_progress", begun);
        ladder.opening("response.output_item.added", "\"output_index\":0,\"item\":" + emptyMessage(answer));
        ladder.opening("response.content_part.added", ladder.place() + ",\"part\":" + part(""));
        for (String token : answer.tokens()) {
            ladder.token(ladder.place() + ",\"delta\":" + Json.quote(token) + ",\"logprobs\":[]");
        }
        String text = Json.quote(answer.text());
        ladder.closing("response.output_text.done", ladder.place() + ",\"text\":" + text + ",\"logprobs\":[]");
        ladder.closing("response.content_part.done", ladder.place() + ",\"part\":" + part(answer.text()));
        String message = message(answer, "completed");
        ladder.closing("response.output_item.done", "\"output_index\":0,\"item\":" + message);
        ladder.closing("response.completed", "\"response\":" + plain(hit, answer));
        return ladder.events;
    }

    @Override
    public String errorBody(Complaint complaint) {
        return OpenAiChat.openAiError(complaint);
    }

    @Override
    public String errorEvent(Complaint complaint) {
        String code = complaint.code().isEmpty() ? "server_error" : complaint.code();
        return """
                event: error
                data: {"type":"error","code":%s,"message":%s,"param":null,"sequence_number":999}

                """.formatted(Json.quote(code), Json.quote(complaint.message()));
    }

    @Override
    public String malformedEvent() {
        return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"del\n\n";
    }

    private static String response(Answer answer, String status, String output, String usage) {
        return """
                {"id":"resp_%s_%d","object":"response","created_at":1790000000,"status":"%s","error":null,\
                "incomplete_details":null,"instructions":null,"metadata":{},"model":%s,"output":[%s],\
                "parallel_tool_calls":true,"temperature":1.0,"tool_choice":"auto","tools":[],"top_p":1.0,"usage":%s}""".formatted(answer.provider(), answer.serial(), status, Json.quote(answer.model()), output, usage);
    }

    private static String message(Answer answer, String status) {
        return item(answer, status, part(answer.text()));
    }

    private static String emptyMessage(Answer answer) {
        return item(answer, "in_progress", "");
    }

    private static String item(Answer answer, String status, String content) {
        return "{\"id\":\"%s\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}"
                .formatted(itemId(answer), status, content);
    }

    private static String part(String text) {
        return "{\"type\":\"output_text\",\"text\":" + Json.quote(text) + ",\"annotations\":[],\"logprobs\":[]}";
    }

    private static String usage(Answer answer) {
        int output = answer.tokens().size();
        return """
                {"input_tokens":%d,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},"output_tokens":%d,\
                "output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}""".formatted(Answer.PROMPT_TOKENS, output, Answer.PROMPT_TOKENS + output);
    }

    private static String itemId(Answer answer) {
        return "msg_" + answer.provider() + "_" + answer.serial();
    }

    /** Numbers the events as they are added. */
    private static final class Ladder {

        private final List<StreamEvent> events = new ArrayList<>();
        private final String place;

        Ladder(Answer answer) {
            this.place = "\"item_id\":\"" + itemId(answer) + "\",\"output_index\":0,\"content_index\":0";
        }

        String place() {
            return place;
        }

        void opening(String type, String members) {
            events.add(StreamEvent.opening(event(type, members)));
        }

        void token(String members) {
            events.add(StreamEvent.token(event("response.output_text.delta", members)));
        }

        void closing(String type, String members) {
            events.add(StreamEvent.closing(event(type, members)));
        }

        private String event(String type, String members) {
            return "event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":%d,%s}\n\n"
                    .formatted(type, type, events.size(), members);
        }
    }
}
