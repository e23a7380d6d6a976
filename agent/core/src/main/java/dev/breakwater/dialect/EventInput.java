package dev.breakwater.dialect;

import dev.breakwater.json.JsonFeed;
import dev.breakwater.message.FrameView;
import dev.breakwater.message.Framing;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** An answer in events. One parser reads them all, one after the other, so that an event costs no objects. */
final class EventInput implements AnswerInput, Framing.Listener {
    /** However much arrives at once, the buffer for it stays small. */
    private static final int MAX_PIECE = 64 << 10;

    private final AnswerState state;
    private final AnswerFields fields;
    private final Framing framing;
    private final JsonFeed feed;
    private final EventTemplate template = new EventTemplate();
    private boolean ending;

    EventInput(AnswerState state, AnswerFields fields, Function<Framing.Listener, Framing> framing) {
        this.state = state;
        this.fields = fields;
        this.framing = framing.apply(this);
        this.feed = new JsonFeed(fields.shape(), fields);
    }

    @Override
    public void feed(ByteBuffer bytes) {
        ByteBuffer rest = bytes.remaining() > MAX_PIECE ? bytes.duplicate() : bytes;
        while (rest.remaining() > MAX_PIECE && !failed()) {
            framing.feed(rest.slice().limit(MAX_PIECE));
            rest.position(rest.position() + MAX_PIECE);
        }
        if (!failed()) {
            framing.feed(rest);
        }
    }

    @Override
    public void end() {
        // An event without its terminator counts when it is whole; half of one is a cut, not a defect.
        ending = true;
        framing.end();
        fields.ended(state);
    }

    @Override
    public void frame(FrameView frame) {
        // A piece of the network may hold what comes after a failure as well.
        if (failed() || fields.takeMarker(frame, state) || frame.start() == frame.end()) {
            return;
        }
        if (template.matches(frame.data(), frame.start(), frame.end())) {
            state.content();
        } else {
            parse(frame);
        }
    }

    private void parse(FrameView frame) {
        if (!feed.feed(frame.data(), frame.start(), frame.end()) || !feed.endDocument()) {
            malformed();
            return;
        }
        long before = state.contentEvents();
        if (fields.takeContent()) {
            state.content();
        }
        fields.conclude(state);
        if (state.contentEvents() > before && !state.over()) {
            template.learn(frame.data(), frame.start(), frame.end());
        }
    }

    @Override
    public void malformed() {
        if (!ending) {
            state.failed(null);
        }
    }

    private boolean failed() {
        return state.progress() == AnswerReader.Progress.FAILED;
    }
}
