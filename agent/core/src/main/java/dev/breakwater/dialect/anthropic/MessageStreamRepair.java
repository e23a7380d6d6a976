package dev.breakwater.dialect.anthropic;

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
 * Carries a streamed message across a break. The first answer's {@code message_start} stays the only one; the new answer's text
 * goes on in the block that was open, its later blocks follow under the next indexes.
 *
 * <p>What the answers have used is summed up at the end, counter by counter, as far as each has reported it; nothing is
 * estimated. The prompt counts as often as it was sent, and of the output of a broken answer what its {@code message_start} said,
 * as a rule one token.
 */
final class MessageStreamRepair implements StreamRepair, Framing.Listener {
    private final DeliveredText delivered = new DeliveredText();
    private final MessageBlocks blocks = new MessageBlocks();
    private MessageUsage before = new MessageUsage();
    private MessageUsage used = new MessageUsage();
    private Framing events = new ServerSentEvents(this);
    private EventWriter out = new EventWriter();
    private boolean started;
    private boolean resumed;
    private boolean readable = true;
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
        return readable && !ended && !diverged && delivered.bounded() && blocks.onlyText();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public @Nullable Request continued(Request request) {
        byte[] bytes = request.body().bytes();
        // A prefix that ends in white space is refused, and an empty one is none.
        String prefix = delivered.withoutTrailingBlanks();
        int end = bytes == null || prefix.isEmpty() || !PrefixTerms.allow(bytes)
                ? -1
                : JsonPlaces.endOfArray(bytes, "messages");
        if (bytes == null || end < 0) {
            return null;
        }
        String message = ",{\"role\":\"assistant\",\"content\":" + JsonText.quote(prefix) + "}";
        byte[] longer = ByteSlices.splice(bytes, end, end, message.getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        return new Request(request.method(), request.url(), request.headers(), Body.of(longer));
    }

    @Override
    public void resume(boolean continued) {
        events = new ServerSentEvents(this);
        out = new EventWriter();
        resumed = resumed || started;
        before = before.plus(used);
        used = new MessageUsage();
        blocks.resume();
        if (continued) {
            delivered.repeatTrailingBlanks();
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
        return before.addedTo(last);
    }

    @Override
    public void frame(FrameView frame) {
        if (diverged) {
            return;
        }
        MessageEvent event = MessageEvent.of(frame);
        if (event == null) {
            // Unreadable: not ours to judge, the gate has seen it too.
            out.event(frame.type(), frame.data(), frame.start(), frame.end());
            return;
        }
        used.update(event.usage());
        complete = event.type().equals("message_stop");
        ended |= event.stopped() || complete || event.type().equals("error");
        if (resumed) {
            goOn(event);
        } else {
            remember(event);
            write(event, event.json());
        }
    }

    @Override
    public void comment() {
        out.comment();
    }

    @Override
    public void malformed() {
        readable = false;
    }

    private void remember(MessageEvent event) {
        started = true;
        switch (event.type()) {
            case "content_block_start" -> blocks.begin(event);
            case "content_block_stop" -> blocks.end();
            default -> {}
        }
        blocks.saw(event);
        delivered.add(event.content());
    }

    private void goOn(MessageEvent event) {
        switch (event.type()) {
            case "message_start" -> {}
            case "content_block_start" -> startBlock(event);
            case "content_block_delta" -> addToBlock(event);
            case "content_block_stop" -> stopBlock(event);
            case "message_delta", "message_stop" -> closeMessage(event);
            default -> write(event, event.json());
        }
    }

    private void startBlock(MessageEvent event) {
        if (event.blockType().equals("text")) {
            blocks.expectText(event);
            if (!event.content().isEmpty()) {
                text(event);
            }
        } else if (blocks.repeatsThinking(event, !delivered.isEmpty())) {
            blocks.drop(event);
        } else if (delivered.repeating()) {
            diverged = true;
        } else {
            closeBlock();
            blocks.begin(event);
            write(event, event.at(blocks.current()));
        }
    }

    private void addToBlock(MessageEvent event) {
        if (event.deltaType().equals("text_delta")) {
            text(event);
        } else if (blocks.passes(event) && !delivered.repeating()) {
            blocks.saw(event);
            write(event, event.at(blocks.current()));
        }
    }

    private void text(MessageEvent event) {
        String fresh = delivered.fresh(event.content());
        diverged = fresh == null;
        if (fresh == null || fresh.isEmpty()) {
            return;
        }
        delivered.add(fresh);
        blocks.wentOn();
        if (!blocks.open()) {
            blocks.beginText();
            write("content_block_start", blocks.textStart());
        }
        boolean opening = event.type().equals("content_block_start");
        write("content_block_delta", opening ? blocks.textDelta(fresh) : event.at(blocks.current(), fresh));
    }

    private void stopBlock(MessageEvent event) {
        if (blocks.passes(event) && !delivered.repeating()) {
            closeBlock();
        }
    }

    private void closeBlock() {
        if (blocks.open()) {
            write("content_block_stop", blocks.stop());
            blocks.end();
        }
    }

    private void closeMessage(MessageEvent event) {
        if (delivered.repeating()) {
            diverged = true;
            return;
        }
        closeBlock();
        write(event, event.with(before.plus(used)));
    }

    private void write(MessageEvent event, byte[] json) {
        write(event.type(), json);
    }

    private void write(String type, byte[] json) {
        out.event(type, json);
    }
}
