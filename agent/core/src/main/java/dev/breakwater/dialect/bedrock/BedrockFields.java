package dev.breakwater.dialect.bedrock;

import dev.breakwater.dialect.AnswerFields;
import dev.breakwater.dialect.AnswerState;
import dev.breakwater.dialect.Classification;
import dev.breakwater.dialect.ErrorFields;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.dialect.UsageFields;
import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An answer of converse or invoke, whole or in events. The events of invoke hold the vendor's own event in base 64. */
final class BedrockFields implements AnswerFields {
    private final AnswerState state;
    private final UsageFields usage = new UsageFields();
    private boolean content;
    private boolean stopped;
    private boolean unreadable;

    BedrockFields(AnswerState state) {
        this.state = state;
    }

    @Override
    public JsonShape shape() {
        return BedrockShape.SHAPE;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case BedrockShape.CONTENT -> content |= value.hasText();
            case BedrockShape.STOP -> {
                stopped |= value.hasText();
                state.finishReason(value);
            }
            case BedrockShape.REASON -> state.finishReason(value);
            case BedrockShape.TYPE -> stopped |= value.is("message_stop");
            case BedrockShape.BYTES -> inner(value.text());
            case BedrockShape.MODEL -> state.model(value);
            case BedrockShape.ID -> state.id(value);
            default -> usage.accept(field, value);
        }
    }

    /** The metrics come with the last event, whichever vendor's it is. */
    @Override
    public void begin(int field) {
        stopped |= field == BedrockShape.METRICS;
    }

    @Override
    public boolean takeContent() {
        boolean taken = content;
        content = false;
        return taken;
    }

    @Override
    public boolean takeMarker(FrameView frame, AnswerState answer) {
        if (frame.failure()) {
            ErrorFields error = new ErrorFields();
            error.name(frame.type());
            error.add(frame.data(), frame.start(), frame.end());
            answer.failed(Classification.ofEvent(error));
        }
        return frame.failure();
    }

    @Override
    public void conclude(AnswerState answer) {
        if (unreadable) {
            answer.failed(null);
        } else if (stopped) {
            answer.finished();
        }
    }

    @Override
    public @Nullable TokenUsage usage() {
        return usage.withCacheApart();
    }

    private void inner(String base64) {
        try {
            byte[] event = Base64.getDecoder().decode(base64);
            unreadable |= !JsonReader.read(event, 0, event.length, BedrockShape.SHAPE, this);
        } catch (IllegalArgumentException e) {
            unreadable = true;
        }
    }
}
