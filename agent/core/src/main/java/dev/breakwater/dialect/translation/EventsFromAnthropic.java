package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import dev.breakwater.message.FrameView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's events as OpenAI's chunks. */
final class EventsFromAnthropic extends EventTranslation {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final FromAnthropic terms;
    private final long created;
    private String id = "";
    private String model = "";
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private int calls = -1;
    private boolean inCall;
    private boolean inAnswerTool;
    private boolean anyInput;

    EventsFromAnthropic(FromAnthropic terms, long nowEpochSeconds) {
        this.terms = terms;
        this.created = nowEpochSeconds;
    }

    @Override
    boolean marker(FrameView frame) {
        return false;
    }

    @Override
    void event(String type, JsonObject event) {
        switch (event.textOrEmpty("type")) {
            case "message_start" -> start(event.object("message"));
            case "content_block_start" -> startBlock(event.object("content_block"));
            case "content_block_delta" -> delta(event.object("delta"));
            case "content_block_stop" -> stopBlock();
            case "message_delta" -> close(event);
            case "message_stop" -> done();
            case "error" -> error(event.object("error"));
            // A ping is a sign of life; so is whatever else has no words here.
            default -> out.comment();
        }
    }

    private void start(@Nullable JsonObject message) {
        if (message != null) {
            id = message.textOrEmpty("id");
            model = message.textOrEmpty("model");
            usage = usage.updated(message.object("usage"));
        }
        delta(new JsonObject().put("role", "assistant").put("content", ""), null);
    }

    private void startBlock(@Nullable JsonObject block) {
        if (block == null || !block.textOrEmpty("type").equals("tool_use")) {
            String text = block == null ? "" : block.textOrEmpty("text");
            content(text);
            return;
        }
        inAnswerTool = block.textOrEmpty("name").equals(terms.answerTool());
        inCall = !inAnswerTool;
        anyInput = false;
        if (inCall) {
            calls++;
            JsonObject function =
                    new JsonObject().put("name", block.textOrEmpty("name")).put("arguments", "");
            call(new JsonObject()
                    .put("index", calls)
                    .put("id", block.textOrEmpty("id"))
                    .put("type", "function")
                    .put("function", function));
        }
    }

    private void delta(@Nullable JsonObject delta) {
        if (delta == null) {
            return;
        }
        switch (delta.textOrEmpty("type")) {
            case "text_delta" -> content(delta.textOrEmpty("text"));
            case "input_json_delta" -> input(delta.textOrEmpty("partial_json"));
            default -> out.comment();
        }
    }

    private void content(String text) {
        if (!text.isEmpty()) {
            delta(new JsonObject().put("content", text), null);
        }
    }

    private void input(String json) {
        if (json.isEmpty()) {
            return;
        }
        anyInput = true;
        if (inAnswerTool) {
            content(json);
        } else if (inCall) {
            call(new JsonObject().put("index", calls).put("function", new JsonObject().put("arguments", json)));
        }
    }

    private void stopBlock() {
        if ((inCall || inAnswerTool) && !anyInput) {
            // Anthropic says nothing at all where there are no arguments; OpenAI's clients read JSON.
            input("{}");
        }
        inCall = false;
        inAnswerTool = false;
    }

    private void call(JsonObject call) {
        delta(new JsonObject().put("tool_calls", List.of(call)), null);
    }

    private void close(JsonObject event) {
        usage = usage.updated(event.object("usage"));
        JsonObject delta = event.object("delta");
        String reason = delta == null ? null : delta.text("stop_reason");
        if (reason != null) {
            delta(new JsonObject(), terms.finishReason(reason));
        }
    }

    private void done() {
        if (terms.streamUsage()) {
            write(chunk(new ArrayList<>()).put("usage", usage.asOpenAi()));
        }
        out.event("", DONE);
    }

    private void error(@Nullable JsonObject error) {
        String type = error == null ? "api_error" : error.textOrEmpty("type");
        String message = error == null ? "The provider broke its answer off." : error.textOrEmpty("message");
        write(FromAnthropic.error(type, message));
    }

    private void delta(JsonObject delta, @Nullable String finishReason) {
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("delta", delta)
                .put("logprobs", null)
                .put("finish_reason", finishReason);
        JsonObject chunk = chunk(List.of(choice));
        write(terms.streamUsage() ? chunk.put("usage", null) : chunk);
    }

    private JsonObject chunk(List<Object> choices) {
        return new JsonObject()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model)
                .put("choices", choices);
    }

    private void write(JsonObject chunk) {
        out.event("", chunk.toBytes());
    }

    @Override
    void ended() {}
}
