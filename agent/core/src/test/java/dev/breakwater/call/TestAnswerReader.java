package dev.breakwater.call;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.TokenUsage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One character an event: '.' is a keep-alive, 't' a token, '$' the end, 'E' an error event, '!' something unreadable. */
final class TestAnswerReader implements AnswerReader {
    private Progress progress = Progress.NOTHING_YET;
    private long tokens;
    private @Nullable ErrorKind error;

    @Override
    public void read(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            switch (bytes.get(i)) {
                case 't' -> {
                    tokens++;
                    progress = Progress.CONTENT;
                }
                case '$' -> progress = Progress.FINISHED;
                case 'E' -> {
                    progress = Progress.FAILED;
                    error = ErrorKind.OVERLOADED;
                }
                case '!' -> progress = Progress.FAILED;
                default -> {}
            }
        }
    }

    @Override
    public void end() {}

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public long contentEvents() {
        return tokens;
    }

    @Override
    public @Nullable ErrorKind error() {
        return error;
    }

    @Override
    public @Nullable TokenUsage usage() {
        return progress == Progress.FINISHED ? TokenUsage.of(1, tokens) : null;
    }

    @Override
    public String model() {
        return "served";
    }

    @Override
    public @Nullable String id() {
        return null;
    }

    @Override
    public @Nullable String finishReason() {
        return progress == Progress.FINISHED ? "stop" : null;
    }
}
