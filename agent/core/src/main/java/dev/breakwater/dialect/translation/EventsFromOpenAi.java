package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import dev.breakwater.message.FrameView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's chunks as Anthropic's events. The end waits for the usage, which comes behind the reason to stop. */
final class EventsFromOpenAi extends EventTranslation {
    private static final String TEXT = "";

    private AnthropicUsage usage = AnthropicUsage.NONE;
    private boolean started;
    private boolean stopped;
    private boolean calls;
    private boolean refused;
    private int block = -1;
    /** The kind of the open block: text, or a tool call's index; null when none is open. */
    private @Nullable String open;

    private @Nullable String finishReason;

    @Override
    boolean marker(FrameView frame) {
        boolean done = frame.dataIs("[DONE]");
        if (done) {
            ended();
        }
        return done;
    }

    @Override
    void event(String type, JsonObject chunk) {
        JsonObject error = chunk.object("error");
        if (error != null) {
            write("error", FromOpenAi.error("api_error", error.textOrEmpty("message")));
            stopped = true;
            return;
        }
        start(chunk);
        for (JsonObject choice : chunk.objects("choices")) {
            JsonObject delta = choice.object("delta");
            if (delta != null && choice.number("index", 0) == 0) {
                delta(delta);
            }
            String reason = choice.text("finish_reason");
            finishReason = reason == null ? finishReason : reason;
        }
        JsonObject counted = chunk.object("usage");
        if (counted != null) {
            usage = AnthropicUsage.ofOpenAi(counted);
            if (chunk.objects("choices").isEmpty()) {
                ended();
            }
        }
    }

    private void start(JsonObject chunk) {
        if (started) {
            return;
        }
        started = true;
        JsonObject message = FromOpenAi.message(chunk.textOrEmpty("id"), chunk.textOrEmpty("model"), List.of())
                .put("stop_reason", null)
                .put("stop_sequence", null)
                .put("usage", usage.asAnthropic());
        write("message_start", new JsonObject().put("type", "message_start").put("message", message));
    }

    private void delta(JsonObject delta) {
        String refusal = delta.textOrEmpty("refusal");
        refused |= !refusal.isEmpty();
        text(delta.textOrEmpty("content") + refusal);
        for (JsonObject call : delta.objects("tool_calls")) {
            call(call);
        }
        if (!delta.textOrEmpty("reasoning_content").isEmpty()
                || !delta.textOrEmpty("reasoning").isEmpty()) {
            write("ping", new JsonObject().put("type", "ping"));
        }
    }

    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!TEXT.equals(open)) {
            openBlock(TEXT, new JsonObject().put("type", "text").put("text", ""));
        }
        add(new JsonObject().put("type", "text_delta").put("text", text));
    }

    private void call(JsonObject call) {
        calls = true;
        JsonObject function = call.object("function");
        String index = "call " + call.number("index", 0);
        if (!index.equals(open)) {
            String name = function == null ? "" : function.textOrEmpty("name");
            openBlock(index, FromOpenAi.toolUse(call.textOrEmpty("id"), name).put("input", new JsonObject()));
        }
        String arguments = function == null ? "" : function.textOrEmpty("arguments");
        if (!arguments.isEmpty()) {
            add(new JsonObject().put("type", "input_json_delta").put("partial_json", arguments));
        }
    }

    private void openBlock(String kind, JsonObject content) {
        closeBlock();
        open = kind;
        block++;
        write(
                "content_block_start",
                new JsonObject()
                        .put("type", "content_block_start")
                        .put("index", block)
                        .put("content_block", content));
    }

    private void add(JsonObject delta) {
        write(
                "content_block_delta",
                new JsonObject()
                        .put("type", "content_block_delta")
                        .put("index", block)
                        .put("delta", delta));
    }

    private void closeBlock() {
        if (open != null) {
            open = null;
            write(
                    "content_block_stop",
                    new JsonObject().put("type", "content_block_stop").put("index", block));
        }
    }

    @Override
    void ended() {
        String reason = finishReason;
        if (stopped || reason == null) {
            // Said already, or cut: then there is no end to tell.
            return;
        }
        stopped = true;
        closeBlock();
        JsonObject delta = new JsonObject()
                .put("stop_reason", refused ? "refusal" : FromOpenAi.stopReason(reason, calls))
                .put("stop_sequence", null);
        write(
                "message_delta",
                new JsonObject()
                        .put("type", "message_delta")
                        .put("delta", delta)
                        .put("usage", usage.asAnthropic()));
        write("message_stop", new JsonObject().put("type", "message_stop"));
    }

    private void write(String type, JsonObject event) {
        out.event(type, event.toBytes());
    }
}
