package dev.breakwater.dialect;

import dev.breakwater.dialect.AnswerReader.Progress;
import dev.breakwater.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What is known of an answer. It only moves forward: after its end nothing changes that but its usage. */
public final class AnswerState {
    private Progress progress = Progress.NOTHING_YET;
    private long contentEvents;
    private @Nullable ErrorKind error;
    private @Nullable String model;
    private @Nullable String id;
    private @Nullable String finishReason;

    public Progress progress() {
        return progress;
    }

    public boolean over() {
        return progress == Progress.FINISHED || progress == Progress.FAILED;
    }

    /** An event with content has passed. */
    public void content() {
        contentEvents++;
        if (progress == Progress.NOTHING_YET) {
            progress = Progress.CONTENT;
        }
    }

    public void finished() {
        if (!over()) {
            progress = Progress.FINISHED;
        }
    }

    /**
     * The provider said that it failed, or it cannot be read on.
     *
     * @param kind null for something unreadable
     */
    public void failed(@Nullable ErrorKind kind) {
        if (!over()) {
            progress = Progress.FAILED;
            error = kind;
        }
    }

    /** Takes the first name that is one: some begin with an empty one. */
    public void model(JsonValue value) {
        if (model == null && value.hasText()) {
            model = value.text();
        }
    }

    /** Takes the first identifier that is one. */
    public void id(JsonValue value) {
        if (id == null && value.hasText()) {
            id = value.text();
        }
    }

    /** Takes the last reason: some become more precise. */
    public void finishReason(JsonValue value) {
        if (value.hasText() && (finishReason == null || !value.is(finishReason))) {
            finishReason = value.text();
        }
    }

    long contentEvents() {
        return contentEvents;
    }

    @Nullable
    ErrorKind error() {
        return error;
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }
}
