package dev.breakwater.dialect.openai;

import dev.breakwater.json.JsonEdits;
import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonText;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of a streamed response: what it says, and how it reads under other ids, at another place, with another text. */
final class ResponseEvent implements JsonSink {
    private static final int TYPE = 0;
    private static final int SEQUENCE = 1;
    private static final int ID = 2;
    private static final int ITEM_ID = 3;
    private static final int ITEM_TYPE = 4;
    private static final int PART_TYPE = 5;
    private static final int OUTPUT_INDEX = 6;
    private static final int CONTENT_INDEX = 7;
    private static final int DELTA = 8;

    private static final JsonShape SHAPE = JsonShape.builder()
            .field(TYPE, "type")
            .field(SEQUENCE, "sequence_number")
            .field(ID, "response.id", "response.output.id")
            .field(ITEM_ID, "item_id", "item.id")
            .field(ITEM_TYPE, "item.type")
            .field(PART_TYPE, "part.type")
            .field(OUTPUT_INDEX, "output_index")
            .field(CONTENT_INDEX, "content_index")
            .field(DELTA, "delta")
            .build();

    private final byte[] json;
    private final List<Id> ids = new ArrayList<>();
    private final int[] starts = {-1, -1, -1};
    private final int[] ends = new int[3];
    private String type = "";
    private String itemId = "";
    private String itemType = "";
    private String partType = "";
    private String delta = "";
    private long outputIndex = -1;
    private long contentIndex;

    /** An id and where it stands. */
    private record Id(String id, int start, int end) {}

    private ResponseEvent(byte[] json) {
        this.json = json;
    }

    /** Null when the event's data is not one whole JSON document. */
    static @Nullable ResponseEvent of(FrameView frame) {
        ResponseEvent event = new ResponseEvent(Arrays.copyOfRange(frame.data(), frame.start(), frame.end()));
        return JsonReader.read(event.json, 0, event.json.length, SHAPE, event) ? event : null;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case TYPE -> type = value.text();
            case ITEM_TYPE -> itemType = value.text();
            case PART_TYPE -> partType = value.text();
            case CONTENT_INDEX -> contentIndex = value.number(0);
            case ID -> ids.add(new Id(value.text(), value.start(), value.end()));
            case ITEM_ID -> {
                itemId = value.text();
                ids.add(new Id(itemId, value.start(), value.end()));
            }
            case SEQUENCE -> place(0, value);
            case OUTPUT_INDEX -> {
                outputIndex = value.number(0);
                place(1, value);
            }
            case DELTA -> {
                delta = value.isText() ? value.text() : "";
                place(2, value);
            }
            default -> {}
        }
    }

    private void place(int which, JsonValue value) {
        starts[which] = value.start();
        ends[which] = value.end();
    }

    String type() {
        return type;
    }

    /** Of the item that it belongs to or is about; empty when it is about none. */
    String itemId() {
        return itemId;
    }

    /** Of an item's beginning or end: what kind of item. */
    String itemType() {
        return itemType;
    }

    /** Of a part's beginning or end: what kind of part. */
    String partType() {
        return partType;
    }

    /** The text that a delta adds; empty when it is none. */
    String delta() {
        return delta;
    }

    /** The place of the item that it belongs to, -1 when it belongs to none. */
    long outputIndex() {
        return outputIndex;
    }

    long contentIndex() {
        return contentIndex;
    }

    /** The id of the response, where it carries one. */
    @Nullable
    String responseId() {
        return itemId.isEmpty() && !ids.isEmpty() ? ids.get(0).id : null;
    }

    byte[] json() {
        return json;
    }

    /**
     * The event as part of another response.
     *
     * @param others new id to the id that takes its place
     * @param text what takes the delta's place, or null for its own
     */
    byte[] with(Map<String, String> others, long sequence, long place, @Nullable String text) {
        JsonEdits edits = new JsonEdits()
                .replace(starts[0], ends[0], Long.toString(sequence))
                .replace(starts[1], ends[1], Long.toString(place));
        for (Id id : ids) {
            String other = others.get(id.id);
            if (other != null) {
                edits.replace(id.start, id.end, JsonText.quote(other));
            }
        }
        if (text != null) {
            edits.replace(starts[2], ends[2], JsonText.quote(text));
        }
        return edits.of(json);
    }
}
