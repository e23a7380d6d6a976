package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.DeliveredText;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.json.JsonPlaces;
import dev.breakwater.json.JsonText;
import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.EventWriter;
import dev.breakwater.message.FrameView;
import dev.breakwater.message.Framing;
import dev.breakwater.message.Request;
import dev.breakwater.message.ServerSentEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Carries a streamed chat completion across a break. The new answer's chunks go on under the first one's id, without its
 * opening; where it starts from the beginning, the text that was already delivered is cut off its front.
 *
 * <p>Its usage is that of the answer as the application has it, and nothing of it is estimated. An answer that started over
 * counts the whole text by itself: its report stays as it is. To one that goes on behind a prefix are added the completion
 * tokens that the broken answers had reported, and its total grows by as much; its prompt tokens stay, the delivered text among
 * them, since it was sent as a part of the prompt. A provider that reports at its end only, as OpenAI does, has reported nothing
 * when it breaks: then the delivered text is in the prompt tokens alone, and the total is right all the same.
 */
final class ChatStreamRepair implements StreamRepair, Framing.Listener {
    private final DeliveredText delivered = new DeliveredText();
    private Framing events = new ServerSentEvents(this);
    private EventWriter out = new EventWriter();
    private ChatUsage before = ChatUsage.NONE;
    private ChatUsage used = ChatUsage.NONE;
    private @Nullable String id;
    private boolean resumed;
    private boolean onlyText = true;
    private boolean ended;
    private boolean complete;
    private boolean diverged;

    @Override
    public ByteBuffer pass(ByteBuffer bytes) {
        events.feed(bytes);
        return out.take();
    }

    @Override
    public ByteBuffer rest() {
        events.end();
        return out.take();
    }

    @Override
    public boolean resumable() {
        return onlyText && !ended && !diverged && delivered.bounded();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public @Nullable Request continued(Request request) {
        byte[] bytes = request.body().bytes();
        int end = bytes == null ? -1 : JsonPlaces.endOfArray(bytes, "messages");
        if (bytes == null || end < 0) {
            return null;
        }
        String message = ",{\"role\":\"assistant\",\"content\":" + JsonText.quote(delivered.text()) + "}";
        byte[] longer = ByteSlices.splice(bytes, end, end, message.getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        return new Request(request.method(), request.url(), request.headers(), Body.of(longer));
    }

    @Override
    public void resume(boolean continued) {
        events = new ServerSentEvents(this);
        out = new EventWriter();
        resumed = resumed || !delivered.isEmpty() || id != null;
        before = continued ? before.plus(used) : ChatUsage.NONE;
        used = ChatUsage.NONE;
        if (continued) {
            delivered.repeatNothing();
        } else {
            delivered.repeatAll();
        }
    }

    @Override
    public boolean diverged() {
        return diverged;
    }

    @Override
    public @Nullable TokenUsage total(@Nullable TokenUsage last) {
        return last == null ? null : before.addedTo(last);
    }

    @Override
    public void frame(FrameView frame) {
        if (diverged) {
            return;
        }
        complete = frame.dataIs("[DONE]");
        ChatChunk chunk = complete ? null : ChatChunk.of(frame);
        if (chunk == null) {
            // The end mark, or something unreadable: not ours to judge, the gate has seen it too.
            out.event("", frame.data(), frame.start(), frame.end());
            return;
        }
        used = chunk.usage(used);
        if (resumed) {
            goOn(chunk);
        } else {
            remember(chunk);
            out.event("", chunk.json());
        }
    }

    @Override
    public void comment() {
        out.comment();
    }

    @Override
    public void malformed() {
        onlyText = false;
    }

    private void remember(ChatChunk chunk) {
        if (id == null) {
            id = chunk.id();
        }
        onlyText &= chunk.onlyText();
        ended |= chunk.finished();
        delivered.add(chunk.content());
    }

    private void goOn(ChatChunk chunk) {
        String fresh = delivered.fresh(chunk.content());
        if (fresh == null || (delivered.repeating() && (chunk.finished() || !chunk.onlyText()))) {
            diverged = true;
            return;
        }
        if (fresh.isEmpty() && chunk.onlyText() && !chunk.closes()) {
            // Its opening, or nothing but what was delivered before.
            return;
        }
        onlyText &= chunk.onlyText();
        ended |= chunk.finished();
        delivered.add(fresh);
        out.event("", chunk.with(id, fresh, before));
    }
}
