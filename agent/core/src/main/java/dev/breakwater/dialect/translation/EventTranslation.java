package dev.breakwater.dialect.translation;

import dev.breakwater.json.JsonObject;
import dev.breakwater.message.EventWriter;
import dev.breakwater.message.FrameView;
import dev.breakwater.message.Framing;
import dev.breakwater.message.ServerSentEvents;
import java.nio.ByteBuffer;

/** Says the events of one stream in another dialect, one by one as they come. Used by one thread at a time. */
public abstract class EventTranslation {
    private final Framing events = new ServerSentEvents(new Events());
    final EventWriter out = new EventWriter();
    private boolean broken;

    private final class Events implements Framing.Listener {
        @Override
        public void frame(FrameView frame) {
            if (broken || marker(frame)) {
                return;
            }
            JsonObject event = JsonObject.read(frame.data(), frame.start(), frame.end());
            if (event == null) {
                broken = true;
            } else {
                event(frame.type(), event);
            }
        }

        @Override
        public void comment() {
            out.comment();
        }

        @Override
        public void malformed() {
            broken = true;
        }
    }

    /** The next bytes of the stream, which stay as they are. */
    public final void feed(ByteBuffer bytes) {
        events.feed(bytes);
    }

    /** The stream has ended cleanly. */
    public final void end() {
        events.end();
        if (!broken) {
            ended();
        }
    }

    /** What has been translated since the last time. */
    public final ByteBuffer take() {
        return out.take();
    }

    /** Whether the event was no document but a mark, and is dealt with. */
    abstract boolean marker(FrameView frame);

    abstract void event(String type, JsonObject event);

    abstract void ended();
}
