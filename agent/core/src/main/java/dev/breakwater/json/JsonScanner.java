package dev.breakwater.json;

import dev.breakwater.json.JsonValue.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents, one after the other and in pieces that may be cut anywhere, and tells what of them is in a shape. It checks all
 * of a document and decodes none of it: names and values are compared and shown as the bytes they are. Used by one thread at a
 * time.
 *
 * <p>Every call reads its request and its answer here, with caches that are cold from waiting for the provider, so this is
 * little code that touches little memory. Jackson's non-blocking parser, which can do much more, was half of the agent's own
 * time in a call. The tests compare the two, byte for byte.
 */
final class JsonScanner {
    private static final int MAX_DEPTH = 1000;
    private static final int DEFECT = -1;
    // What may come next: numbers, as a switch over them is a jump and nothing to load.
    private static final int DOCUMENT = 0;
    private static final int VALUE = 1;
    private static final int VALUE_OR_END = 2;
    private static final int NAME = 3;
    private static final int NAME_OR_END = 4;
    private static final int COLON = 5;
    private static final int COMMA_OR_END = 6;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonShape shape;
    private final JsonSink sink;
    private final JsonValue value = new JsonValue();
    private final StringScan string = new StringScan();
    private final CutToken cut = new CutToken();

    private @Nullable ShapeNode[] open = new ShapeNode[8];
    private boolean[] arrays = new boolean[8];
    private int depth;
    private @Nullable ShapeNode next;
    private int expected = DOCUMENT;
    private int marked;
    private long documents;

    JsonScanner(JsonShape shape, JsonSink sink) {
        this.shape = shape;
        this.sink = sink;
    }

    /** Documents that were read to their end. */
    long documents() {
        return documents;
    }

    /** Whether no document is open. */
    boolean between() {
        return expected == DOCUMENT && !cut.present();
    }

    /**
     * Reads on.
     *
     * @return false when something was not JSON; nothing must be read after that
     */
    boolean scan(byte[] bytes, int from, int to) {
        int at = cut.present() && from < to ? resume(bytes, from, to) : from;
        while (at >= 0 && at < to) {
            byte b = bytes[at];
            at = b == ' ' || b == '\n' || b == '\r' || b == '\t' ? at + 1 : token(b, bytes, at, to);
        }
        return at >= 0;
    }

    /** @return index behind the token that begins at {@code at}, or {@link #DEFECT} */
    private int token(byte b, byte[] bytes, int at, int to) {
        switch (expected) {
            case DOCUMENT -> {
                return isMark(b) ? at + 1 : value(b, bytes, at, to);
            }
            case VALUE -> {
                return value(b, bytes, at, to);
            }
            case VALUE_OR_END -> {
                return b == ']' ? leave(at) : value(b, bytes, at, to);
            }
            case NAME_OR_END -> {
                return b == '}' ? leave(at) : name(b, bytes, at, to);
            }
            case NAME -> {
                return name(b, bytes, at, to);
            }
            case COLON -> {
                expected = VALUE;
                return b == ':' ? at + 1 : DEFECT;
            }
            case COMMA_OR_END -> {
                return commaOrEnd(b, at);
            }
            default -> throw new IllegalStateException();
        }
    }

    /** A byte order mark may stand before everything else. */
    private boolean isMark(byte b) {
        boolean mark = documents == 0 && marked < BYTE_ORDER_MARK.length && b == BYTE_ORDER_MARK[marked];
        marked += mark ? 1 : 0;
        return mark;
    }

    private int commaOrEnd(byte b, int at) {
        boolean array = arrays[depth - 1];
        if (b == ',') {
            expected = array ? VALUE : NAME;
            return at + 1;
        }
        return b == (array ? ']' : '}') ? leave(at) : DEFECT;
    }

    private int value(byte b, byte[] bytes, int at, int to) {
        return switch (b) {
            case '"' -> string(bytes, at + 1, to, false);
            case '{' -> enter(false, at);
            case '[' -> enter(true, at);
            default -> atom(bytes, at, to);
        };
    }

    private int name(byte b, byte[] bytes, int at, int to) {
        return b == '"' ? string(bytes, at + 1, to, true) : DEFECT;
    }

    private int string(byte[] bytes, int from, int to, boolean name) {
        int quote = string.plain(bytes, from, to);
        if (quote < to && bytes[quote] == '"') {
            // Nearly every string: ASCII without escapes, and whole.
            stringRead(bytes, from, quote, name, false);
            return name ? behindName(bytes, quote + 1, to) : behindValue(bytes, quote + 1, to);
        }
        string.begin();
        int behind = string.scan(bytes, quote, to);
        if (behind == StringScan.DEFECT) {
            return DEFECT;
        }
        if (!string.closed()) {
            boolean wanted = name ? open[depth - 1] != null : isReported(place());
            cut.string(name, wanted, bytes, from, to);
            return to;
        }
        stringRead(bytes, from, behind - 1, name, string.escapes());
        return name ? behindName(bytes, behind, to) : behindValue(bytes, behind, to);
    }

    // What nearly always follows at once is taken in passing, without another turn.

    private int behindName(byte[] bytes, int at, int to) {
        if (at < to && bytes[at] == ':') {
            expected = VALUE;
            return at + 1;
        }
        return at;
    }

    private int behindValue(byte[] bytes, int at, int to) {
        if (depth > 0 && at < to && bytes[at] == ',') {
            expected = arrays[depth - 1] ? VALUE : NAME;
            return at + 1;
        }
        return at;
    }

    private void stringRead(byte[] bytes, int from, int to, boolean name, boolean escapes) {
        if (name) {
            ShapeNode parent = open[depth - 1];
            next = parent == null ? null : child(parent, bytes, from, to, escapes);
            expected = COLON;
        } else {
            ShapeNode node = place();
            valueRead();
            if (node != null && node.reported()) {
                sink.value(node.field(), value.text(bytes, from, to, escapes));
            }
        }
    }

    private static @Nullable ShapeNode child(ShapeNode parent, byte[] bytes, int from, int to, boolean escapes) {
        if (!escapes) {
            return parent.child(bytes, from, to);
        }
        byte[] plain = JsonText.utf8(JsonText.unescaped(bytes, from, to));
        return parent.child(plain, 0, plain.length);
    }

    private int atom(byte[] bytes, int from, int to) {
        int behind = JsonAtom.end(bytes, from, to);
        if (behind == to) {
            // It may go on in the next piece.
            return cut.atom(bytes, from, to) ? to : DEFECT;
        }
        return atomRead(bytes, from, behind) ? behindValue(bytes, behind, to) : DEFECT;
    }

    private boolean atomRead(byte[] bytes, int from, int to) {
        Kind kind = to > from ? JsonAtom.kind(bytes, from, to) : null;
        if (kind != null) {
            ShapeNode node = place();
            valueRead();
            if (node != null && node.reported()) {
                sink.value(node.field(), value.atom(kind, bytes, from, to));
            }
        }
        return kind != null;
    }

    /** Goes on with the token that the piece before has cut. */
    private int resume(byte[] bytes, int from, int to) {
        if (cut.isAtom()) {
            int behind = JsonAtom.end(bytes, from, to);
            if (!cut.add(bytes, from, behind)) {
                return DEFECT;
            }
            if (behind == to) {
                return to;
            }
            return atomRead(cut.take(), 0, cut.length()) ? behind : DEFECT;
        }
        int behind = string.scan(bytes, from, to);
        if (behind == StringScan.DEFECT) {
            return DEFECT;
        }
        boolean closed = string.closed();
        cut.add(bytes, from, closed ? behind - 1 : behind);
        if (closed) {
            boolean name = cut.isName();
            stringRead(cut.take(), 0, cut.length(), name, string.escapes());
        }
        return behind;
    }

    private int enter(boolean array, int at) {
        if (depth == MAX_DEPTH) {
            return DEFECT;
        }
        ShapeNode node = place();
        if (depth == arrays.length) {
            open = Arrays.copyOf(open, depth * 2);
            arrays = Arrays.copyOf(arrays, depth * 2);
        }
        open[depth] = node;
        arrays[depth++] = array;
        expected = array ? VALUE_OR_END : NAME_OR_END;
        if (!array && node != null && node.reported()) {
            sink.begin(node.field());
        }
        return at + 1;
    }

    private int leave(int at) {
        ShapeNode node = open[--depth];
        boolean array = arrays[depth];
        valueRead();
        if (!array && node != null && node.reported()) {
            sink.end(node.field());
        }
        return at + 1;
    }

    private void valueRead() {
        if (depth == 0) {
            documents++;
            expected = DOCUMENT;
        } else {
            expected = COMMA_OR_END;
        }
    }

    private static boolean isReported(@Nullable ShapeNode node) {
        return node != null && node.reported();
    }

    /** The node of the value that comes now: the root's, the array's own, or the one that the field's name chose. */
    private @Nullable ShapeNode place() {
        if (depth == 0) {
            return shape.root;
        }
        return arrays[depth - 1] ? open[depth - 1] : next;
    }
}
