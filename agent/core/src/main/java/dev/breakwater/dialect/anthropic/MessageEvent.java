package dev.breakwater.dialect.anthropic;

import dev.breakwater.json.JsonEdits;
import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonText;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One event of a streamed message: what it says, and how it reads at another index, with another text or other usage. */
final class MessageEvent implements JsonSink {
    private static final int TYPE = 0;
    private static final int INDEX = 1;
    private static final int BLOCK_TYPE = 2;
    private static final int DELTA_TYPE = 3;
    private static final int TEXT = 4;
    private static final int STOP_REASON = 5;
    /** The four counters of {@link MessageUsage} follow. */
    private static final int USAGE = 6;

    private static final JsonShape SHAPE = shape();

    private final byte[] json;
    private final Place index = new Place();
    private final Place text = new Place();
    private final Place[] counters = {new Place(), new Place(), new Place(), new Place()};
    private final MessageUsage usage = new MessageUsage();
    private String type = "";
    private String blockType = "";
    private String deltaType = "";
    private String content = "";
    private int block;
    private boolean stopped;

    /** Where a value stands. */
    private static final class Place {
        private int start = -1;
        private int end;

        void set(JsonValue value) {
            start = value.start();
            end = value.end();
        }
    }

    private MessageEvent(byte[] json) {
        this.json = json;
    }

    /** Null when the event's data is not one whole JSON document. */
    static @Nullable MessageEvent of(FrameView frame) {
        MessageEvent event = new MessageEvent(Arrays.copyOfRange(frame.data(), frame.start(), frame.end()));
        return JsonReader.read(event.json, 0, event.json.length, SHAPE, event) ? event : null;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case TYPE -> type = value.text();
            case BLOCK_TYPE -> blockType = value.text();
            case DELTA_TYPE -> deltaType = value.text();
            case STOP_REASON -> stopped |= value.hasText();
            case INDEX -> {
                block = (int) value.number(0);
                index.set(value);
            }
            case TEXT -> {
                content = value.isText() ? value.text() : "";
                text.set(value);
            }
            default -> count(field - USAGE, value);
        }
    }

    private void count(int counter, JsonValue value) {
        if (value.isNumber()) {
            usage.set(counter, value.number(0));
            counters[counter].set(value);
        }
    }

    String type() {
        return type;
    }

    /** The index of the content block that it belongs to. */
    int block() {
        return block;
    }

    /** Of a block's start: what kind of block begins. */
    String blockType() {
        return blockType;
    }

    /** Of a delta: what it adds to. */
    String deltaType() {
        return deltaType;
    }

    /** The text that this event adds; empty when it adds none. */
    String content() {
        return content;
    }

    /** Whether it says why the message ends. */
    boolean stopped() {
        return stopped;
    }

    MessageUsage usage() {
        return usage;
    }

    byte[] json() {
        return json;
    }

    /** The event for another block. */
    byte[] at(int otherBlock) {
        return new JsonEdits()
                .replace(index.start, index.end, Integer.toString(otherBlock))
                .of(json);
    }

    /** The event for another block, with another text in place of its own. */
    byte[] at(int otherBlock, String otherText) {
        return new JsonEdits()
                .replace(index.start, index.end, Integer.toString(otherBlock))
                .replace(text.start, text.end, JsonText.quote(otherText))
                .of(json);
    }

    /** The event with these counters; one that it lacks is put before the first that it has. */
    byte[] with(MessageUsage total) {
        JsonEdits edits = new JsonEdits();
        StringBuilder missing = new StringBuilder();
        for (int i = 0; i < MessageUsage.COUNTERS; i++) {
            if (counters[i].start < 0 && total.get(i) > 0) {
                missing.append(",\"").append(MessageUsage.name(i)).append("\":").append(total.get(i));
            }
        }
        for (int i = 0; i < MessageUsage.COUNTERS; i++) {
            if (counters[i].start >= 0) {
                edits.replace(counters[i].start, counters[i].end, total.get(i) + missing.toString());
                missing.setLength(0);
            }
        }
        return edits.of(json);
    }

    private static JsonShape shape() {
        JsonShape.Builder shape = JsonShape.builder()
                .field(TYPE, "type")
                .field(INDEX, "index")
                .field(BLOCK_TYPE, "content_block.type")
                .field(DELTA_TYPE, "delta.type")
                .field(TEXT, "content_block.text", "delta.text")
                .field(STOP_REASON, "delta.stop_reason");
        for (int i = 0; i < MessageUsage.COUNTERS; i++) {
            shape.field(USAGE + i, "usage." + MessageUsage.name(i), "message.usage." + MessageUsage.name(i));
        }
        return shape.build();
    }
}
