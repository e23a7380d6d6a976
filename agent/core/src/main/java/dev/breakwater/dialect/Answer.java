package dev.breakwater.dialect;

import dev.breakwater.message.Framing;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reader of every dialect: the framing differs, and the fields. */
public final class Answer implements AnswerReader {
    private final AnswerState state;
    private final AnswerFields fields;
    private final AnswerInput input;
    private boolean begun;
    private boolean encoded;

    /** @param text whether it begins with a visible character unless it is compressed */
    private Answer(AnswerState state, AnswerFields fields, AnswerInput input, boolean text) {
        this.state = state;
        this.fields = fields;
        this.input = input;
        this.begun = !text;
    }

    /** An answer in events, each a JSON document. */
    public static AnswerReader stream(
            AnswerState state, AnswerFields fields, Function<Framing.Listener, Framing> framing) {
        return new Answer(state, fields, new EventInput(state, fields, framing), true);
    }

    /** The same in frames that are not text. */
    public static AnswerReader binaryStream(
            AnswerState state, AnswerFields fields, Function<Framing.Listener, Framing> framing) {
        return new Answer(state, fields, new EventInput(state, fields, framing), false);
    }

    /** An answer in one JSON document. */
    public static AnswerReader document(AnswerState state, AnswerFields fields) {
        return new Answer(state, fields, new DocumentInput(state, fields), true);
    }

    @Override
    public void read(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        if (!begun) {
            begun = true;
            encoded = !isText(bytes.get(bytes.position()));
        }
        if (encoded) {
            state.content();
        } else {
            input.feed(bytes);
        }
    }

    @Override
    public void end() {
        if (encoded) {
            state.finished();
        } else {
            input.end();
        }
    }

    @Override
    public Progress progress() {
        return state.progress();
    }

    @Override
    public long contentEvents() {
        return state.contentEvents();
    }

    @Override
    public @Nullable ErrorKind error() {
        return state.error();
    }

    @Override
    public @Nullable TokenUsage usage() {
        return fields.usage();
    }

    @Override
    public @Nullable String model() {
        return state.model();
    }

    @Override
    public @Nullable String id() {
        return state.id();
    }

    @Override
    public @Nullable String finishReason() {
        return state.finishReason();
    }

    /**
     * An application may have asked for compression and decode it itself: such an answer passes as content, since nothing can be
     * said about it. No compressed format begins with a visible character, white space or a byte order mark.
     */
    private static boolean isText(byte first) {
        return first >= ' ' || first == '\n' || first == '\r' || first == '\t' || first == (byte) 0xEF;
    }
}
