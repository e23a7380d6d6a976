package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.breakwater.json.JsonShape.Node;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows a parser's tokens along a shape. It keeps one node per open container of the shape and a counter for the rest, so
 * that it can stop between any two tokens and go on when more bytes have come.
 */
final class JsonWalk {
    private final JsonParser parser;
    private final JsonShape shape;
    private final JsonSink sink;
    private final JsonValue value;
    private final boolean blocking;

    private Node[] open = new Node[8];
    private boolean[] arrays = new boolean[8];
    private int depth;
    private int skipped;
    private @Nullable Node next;
    private long documents;

    JsonWalk(JsonParser parser, JsonShape shape, JsonSink sink) {
        this.parser = parser;
        this.shape = shape;
        this.sink = sink;
        this.value = new JsonValue(parser);
        this.blocking = !parser.canParseAsync();
    }

    /** Goes on to the end of what the parser has. */
    void run() throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            step(token);
            token = parser.nextToken();
        }
    }

    /** Documents that were read to their end. */
    long documents() {
        return documents;
    }

    /** Whether no document is open. */
    boolean between() {
        return depth == 0 && skipped == 0;
    }

    private void step(JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> next = skipped > 0 ? null : open[depth - 1].child(parser.currentName());
            case START_OBJECT -> enter(false);
            case START_ARRAY -> enter(true);
            case END_OBJECT, END_ARRAY -> leave();
            default -> scalar();
        }
    }

    private void enter(boolean array) throws IOException {
        Node node = skipped > 0 ? null : place();
        if (node == null) {
            skip();
            return;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            arrays = Arrays.copyOf(arrays, depth * 2);
        }
        open[depth] = node;
        arrays[depth++] = array;
        if (!array && node.reported()) {
            sink.begin(node.field());
        }
    }

    private void skip() throws IOException {
        if (blocking) {
            // Strings inside are passed over without being decoded.
            parser.skipChildren();
        } else {
            skipped++;
        }
    }

    private void leave() {
        if (skipped > 0) {
            skipped--;
            return;
        }
        Node node = open[--depth];
        if (!arrays[depth] && node.reported()) {
            sink.end(node.field());
        }
        if (depth == 0) {
            documents++;
        }
    }

    private void scalar() {
        if (skipped > 0) {
            return;
        }
        Node node = place();
        if (depth == 0) {
            documents++;
        }
        if (node != null && node.reported()) {
            sink.value(node.field(), value);
        }
    }

    /** The node of the value that comes now: the root's, the array's own, or the one that the field's name chose. */
    private @Nullable Node place() {
        if (depth == 0) {
            return shape.root;
        }
        return arrays[depth - 1] ? open[depth - 1] : next;
    }
}
