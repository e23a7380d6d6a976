package dev.breakwater.dialect.anthropic;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.json.JsonText;

/** The content blocks that an application has been given, and which of them a new answer's events go on in. */
final class MessageBlocks {
    private static final int NONE = -1;

    private int begun;
    private int open = NONE;
    private boolean openIsText;
    private boolean thought;
    private boolean onlyText = true;
    /** Of a new answer: the block whose events are not passed on, since the application has its like already. */
    private int dropped = NONE;

    private boolean goneOn;

    /** Whether nothing but text, and thinking that is over, has been given. */
    boolean onlyText() {
        return onlyText && (open == NONE || openIsText);
    }

    boolean open() {
        return open != NONE;
    }

    /** The index of the open block. */
    int current() {
        return open;
    }

    /** A block begins for the application. */
    void begin(MessageEvent start) {
        boolean thinking = isThinking(start);
        openIsText = start.blockType().equals("text");
        onlyText &= openIsText || thinking;
        thought |= thinking;
        open = begun++;
        wentOn();
    }

    void beginText() {
        openIsText = true;
        open = begun++;
    }

    void end() {
        open = NONE;
    }

    /** Citations belong to places in the text: they cannot be told apart when it is repeated. */
    void saw(MessageEvent event) {
        onlyText &= !event.deltaType().equals("citations_delta");
    }

    /** Another answer takes over. */
    void resume() {
        dropped = NONE;
        goneOn = false;
    }

    /** The new answer has said something that the application had not been given. */
    void wentOn() {
        goneOn = true;
    }

    /** The new answer begins a text: it belongs to what is open, or to a block that its first new word opens. */
    void expectText(MessageEvent start) {
        dropped = dropped == start.block() ? NONE : dropped;
    }

    /** Whether a new answer thinks once more what the application has been given as thinking, or has got past. */
    boolean repeatsThinking(MessageEvent start, boolean textGiven) {
        return isThinking(start) && !goneOn && (thought || textGiven);
    }

    void drop(MessageEvent start) {
        dropped = start.block();
    }

    boolean passes(MessageEvent event) {
        return event.block() != dropped;
    }

    byte[] textStart() {
        return Dialect.utf8("{\"type\":\"content_block_start\",\"index\":" + open
                + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    }

    byte[] textDelta(String text) {
        return Dialect.utf8("{\"type\":\"content_block_delta\",\"index\":" + open
                + ",\"delta\":{\"type\":\"text_delta\",\"text\":" + JsonText.quote(text) + "}}");
    }

    byte[] stop() {
        return Dialect.utf8("{\"type\":\"content_block_stop\",\"index\":" + open + "}");
    }

    private static boolean isThinking(MessageEvent start) {
        return start.blockType().equals("thinking") || start.blockType().equals("redacted_thinking");
    }
}
