package dev.breakwater.dialect.openai;

import dev.breakwater.dialect.DeliveredText;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.EventWriter;
import dev.breakwater.message.FrameView;
import dev.breakwater.message.Framing;
import dev.breakwater.message.Request;
import dev.breakwater.message.ServerSentEvents;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries a streamed response of the Responses API across a break: the same is asked again, and where the new answer begins with
 * the text that was delivered, the rest of it follows under the first one's ids, places and running numbers. The API knows no
 * assistant's prefix, so a response is never continued.
 */
final class ResponseStreamRepair implements StreamRepair, Framing.Listener {
    private static final Set<String> ENDS =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    private final DeliveredText delivered = new DeliveredText();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();
    private final boolean stored;
    private Framing events = new ServerSentEvents(this);
    private EventWriter out = new EventWriter();
    private @Nullable String responseId;
    private @Nullable String messageId;
    private long messagePlace;
    private long shift;
    private long sequence;
    private int openReasoning;
    private boolean reasoned;
    private boolean onlyText = true;
    private boolean textOver;
    private boolean resumed;
    private boolean complete;
    private boolean diverged;

    /** @param stored whether the provider keeps the response, to be referred to by its id */
    ResponseStreamRepair(boolean stored) {
        this.stored = stored;
    }

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
        return onlyText && !textOver && !diverged && openReasoning == 0 && delivered.bounded();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public @Nullable Request continued(Request request) {
        return null;
    }

    @Override
    public void resume(boolean continued) {
        events = new ServerSentEvents(this);
        out = new EventWriter();
        resumed = resumed || responseId != null;
        ids.clear();
        dropped.clear();
        shift = 0;
        delivered.repeatAll();
    }

    @Override
    public boolean diverged() {
        return diverged;
    }

    /** The new answer starts over, so it counts the whole text by itself. */
    @Override
    public @Nullable TokenUsage total(@Nullable TokenUsage last) {
        return last;
    }

    @Override
    public void frame(FrameView frame) {
        if (diverged) {
            return;
        }
        ResponseEvent event = frame.dataIs("[DONE]") ? null : ResponseEvent.of(frame);
        if (event == null) {
            // The end mark, or something unreadable: not ours to judge, the gate has seen it too.
            out.event(frame.type(), frame.data(), frame.start(), frame.end());
            return;
        }
        complete |= event.type().equals("response.completed") || event.type().equals("response.incomplete");
        if (resumed) {
            goOn(event);
        } else {
            remember(event);
            sequence++;
            out.event(frame.type(), event.json());
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

    private void remember(ResponseEvent event) {
        switch (event.type()) {
            case "response.created" -> responseId = event.responseId();
            case "response.output_item.added" -> begin(event);
            case "response.output_item.done" ->
                openReasoning -= event.itemType().equals("reasoning") ? 1 : 0;
            case "response.output_text.delta" -> delivered.add(event.delta());
            default -> {}
        }
        judge(event);
    }

    private void begin(ResponseEvent event) {
        if (event.itemType().equals("reasoning")) {
            openReasoning++;
            reasoned = true;
        } else {
            onlyText &= event.itemType().equals("message") && messageId == null;
            messageId = event.itemId();
            messagePlace = event.outputIndex();
        }
    }

    /** Whether what was delivered can still be told from what is to come: one text, and no end of it yet. */
    private void judge(ResponseEvent event) {
        boolean otherPart = event.type().startsWith("response.content_part.")
                && !event.partType().equals("output_text");
        boolean annotated = event.type().equals("response.output_text.annotation.added");
        onlyText &= !otherPart && !annotated && event.contentIndex() == 0;
        textOver |= event.type().equals("response.output_text.done") || ENDS.contains(event.type());
    }

    private void goOn(ResponseEvent event) {
        switch (event.type()) {
            case "response.created" -> ids.put(name(event.responseId()), name(responseId));
            case "response.queued", "response.in_progress", "response.content_part.added" -> opening(event);
            case "response.output_item.added" -> beginAgain(event);
            case "response.output_text.delta" -> text(event);
            default -> pass(event, null);
        }
    }

    private static String name(@Nullable String id) {
        return id == null ? "" : id;
    }

    /** What the application has been told already, unless it belongs to something new. */
    private void opening(ResponseEvent event) {
        if (!event.itemId().isEmpty() && !ids.containsKey(event.itemId())) {
            pass(event, null);
        }
    }

    private void beginAgain(ResponseEvent event) {
        String known = messageId;
        if (event.itemType().equals("message") && known != null && !ids.containsValue(known)) {
            ids.put(event.itemId(), known);
            shift = messagePlace - event.outputIndex();
        } else if (event.itemType().equals("reasoning") && (reasoned || delivered.repeating())) {
            dropped.add(event.itemId());
        } else {
            if (known == null && event.itemType().equals("message")) {
                messageId = event.itemId();
                messagePlace = event.outputIndex() + shift;
            }
            pass(event, null);
        }
    }

    private void text(ResponseEvent event) {
        String fresh = delivered.fresh(event.delta());
        diverged = fresh == null;
        if (fresh != null && !fresh.isEmpty()) {
            delivered.add(fresh);
            write(event, fresh);
        }
    }

    private void pass(ResponseEvent event, @Nullable String text) {
        if (dropped.contains(event.itemId())) {
            return;
        }
        diverged = delivered.repeating();
        if (!diverged) {
            judge(event);
            onlyText &= !event.type().equals("response.output_item.added")
                    || event.itemType().equals("message");
            write(event, text);
        }
    }

    private void write(ResponseEvent event, @Nullable String text) {
        // What the provider keeps is found again under its own ids alone: the next turn is told them by the end.
        Map<String, String> known = stored && ENDS.contains(event.type()) ? Map.of() : ids;
        out.event(event.type(), event.with(known, sequence++, event.outputIndex() + shift, text));
    }
}
