package dev.breakwater.dialect.openai;

import dev.breakwater.json.JsonEdits;
import dev.breakwater.json.JsonReader;
import dev.breakwater.json.JsonShape;
import dev.breakwater.json.JsonSink;
import dev.breakwater.json.JsonText;
import dev.breakwater.json.JsonValue;
import dev.breakwater.message.FrameView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One chunk of a streamed chat completion: what it says, and how it reads with another id and another text. */
final class ChatChunk implements JsonSink {
    private static final int ID = 0;
    private static final int INDEX = 1;
    private static final int CONTENT = 2;
    private static final int FINISH = 3;
    private static final int USAGE = 4;
    private static final int OTHER_DELTA = 5;
    private static final int COMPLETION = 6;
    private static final int REASONING = 7;
    private static final int TOTAL = 8;

    private static final JsonShape SHAPE = JsonShape.builder()
            .field(ID, "id")
            .field(INDEX, "choices.index")
            .field(CONTENT, "choices.delta.content")
            .field(FINISH, "choices.finish_reason")
            .field(USAGE, "usage")
            .field(COMPLETION, "usage.completion_tokens")
            .field(REASONING, "usage.completion_tokens_details.reasoning_tokens")
            .field(TOTAL, "usage.total_tokens")
            .field(OTHER_DELTA, "choices.delta.tool_calls", "choices.delta.function_call", "choices.delta.refusal")
            .build();

    private final byte[] json;
    private int idStart = -1;
    private int idEnd;
    private int contentStart = -1;
    private int contentEnd;
    private final Counter completion = new Counter();
    private final Counter reasoning = new Counter();
    private final Counter total = new Counter();
    private boolean finished;
    private boolean usage;
    private boolean onlyText = true;
    private @Nullable String id;
    private String content = "";

    /** A figure and where it stands. */
    private static final class Counter {
        private long count;
        private int start = -1;
        private int end;

        void read(JsonValue value) {
            if (value.isNumber()) {
                count = value.number(0);
                start = value.start();
                end = value.end();
            }
        }

        void raise(JsonEdits edits, long by) {
            if (by > 0) {
                edits.replace(start, end, Long.toString(count + by));
            }
        }
    }

    private ChatChunk(byte[] json) {
        this.json = json;
    }

    /** Null when the event's data is not one whole JSON document. */
    static @Nullable ChatChunk of(FrameView frame) {
        ChatChunk chunk = new ChatChunk(Arrays.copyOfRange(frame.data(), frame.start(), frame.end()));
        return JsonReader.read(chunk.json, 0, chunk.json.length, SHAPE, chunk) ? chunk : null;
    }

    @Override
    public void value(int field, JsonValue value) {
        switch (field) {
            case ID -> readId(value);
            case INDEX -> onlyText &= value.number(0) == 0;
            case CONTENT -> readContent(value);
            case FINISH -> finished |= value.hasText();
            case OTHER_DELTA -> onlyText &= value.isNull();
            case COMPLETION -> completion.read(value);
            case REASONING -> reasoning.read(value);
            case TOTAL -> total.read(value);
            default -> {}
        }
    }

    @Override
    public void begin(int field) {
        usage |= field == USAGE;
        onlyText &= field != OTHER_DELTA;
    }

    private void readId(JsonValue value) {
        if (value.isText()) {
            id = value.text();
            idStart = value.start();
            idEnd = value.end();
        }
    }

    private void readContent(JsonValue value) {
        if (value.hasText()) {
            content = value.text();
            contentStart = value.start();
            contentEnd = value.end();
        }
    }

    @Nullable
    String id() {
        return id;
    }

    /** The text that this chunk adds; empty when it adds none. */
    String content() {
        return content;
    }

    boolean finished() {
        return finished;
    }

    /** Whether it says something beyond text that a reader must not miss: an end, or usage. */
    boolean closes() {
        return finished || usage;
    }

    /** Whether it belongs to an answer of text in one choice: no tool call, no refusal, no second choice. */
    boolean onlyText() {
        return onlyText;
    }

    byte[] json() {
        return json;
    }

    /** What the answer has written so far, by this chunk's account; else as {@code known}. */
    ChatUsage usage(ChatUsage known) {
        return completion.start < 0 ? known : new ChatUsage(completion.count, reasoning.count);
    }

    /**
     * The chunk under another id, with another text in place of its own.
     *
     * @param before what is counted on top of its output, and so of its total; its prompt stays as it is
     */
    byte[] with(@Nullable String otherId, String otherContent, ChatUsage before) {
        JsonEdits edits = new JsonEdits()
                .replace(otherId == null ? -1 : idStart, idEnd, JsonText.quote(otherId == null ? "" : otherId))
                .replace(contentStart, contentEnd, JsonText.quote(otherContent));
        completion.raise(edits, before.completion());
        total.raise(edits, before.completion());
        reasoning.raise(edits, before.reasoning());
        return edits.of(json);
    }
}
