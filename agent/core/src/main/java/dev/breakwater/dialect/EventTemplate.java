package dev.breakwater.dialect;

import dev.breakwater.json.StringScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises an event that differs from an earlier one with content in its text alone, as nearly all events of a stream do,
 * without reading it as JSON again.
 *
 * <p>It is exact: everything but the named values must be the same bytes, and what stands in their place must again be one
 * JSON string (or number). So the event would read the same, and since the named values are either content or of no interest
 * to any dialect, it would mean the same: one more event with content.
 */
final class EventTemplate {
    /** Strings that are content wherever they are anything; to be content they must not be empty. */
    private static final Set<String> CONTENT = Set.of(
            "content",
            "text",
            "delta",
            "reasoning_content",
            "reasoning",
            "thinking",
            "partial_json",
            "arguments",
            "response",
            "input");

    /** Strings that vary and mean nothing here. */
    private static final Set<String> FILLERS = Set.of("obfuscation", "p", "created_at");

    private static final Set<String> NUMBERS = Set.of("sequence_number", "created");

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_HOLES = 6;

    /** So many times it may be learned anew without having been of use; some streams never repeat themselves. */
    private static final int PATIENCE = 16;

    private final StringScan strings = new StringScan();
    private final int[] starts = new int[MAX_HOLES];
    private final int[] ends = new int[MAX_HOLES];
    private final HoleKind[] kinds = new HoleKind[MAX_HOLES];
    private byte[] event = new byte[0];
    private int length;
    private int holes;
    private int patience = PATIENCE;
    private boolean unexamined;

    private enum HoleKind {
        CONTENT,
        FILLER,
        NUMBER
    }

    /** Whether these bytes are the learned event with other values. */
    boolean matches(byte[] data, int start, int end) {
        if (unexamined) {
            unexamined = false;
            findHoles();
        }
        if (holes == 0) {
            return false;
        }
        int at = start;
        int fixed = 0;
        for (int hole = 0; hole < holes; hole++) {
            int next = at + starts[hole] - fixed;
            if (next > end || !Arrays.equals(data, at, next, event, fixed, starts[hole])) {
                return false;
            }
            at = fill(kinds[hole], data, next, end);
            if (at < 0) {
                return false;
            }
            fixed = ends[hole];
        }
        boolean same = Arrays.equals(data, at, end, event, fixed, length);
        patience = same ? PATIENCE : patience;
        return same;
    }

    /** Takes a JSON document that was found to be an event with content, and nothing more, as the new example. */
    void learn(byte[] data, int start, int end) {
        holes = 0;
        unexamined = false;
        if (patience == 0 || end - start > MAX_LENGTH) {
            return;
        }
        patience--;
        length = end - start;
        if (event.length < length) {
            event = new byte[length];
        }
        System.arraycopy(data, start, event, 0, length);
        // With the next event: the first token does not wait for it.
        unexamined = true;
    }

    private void findHoles() {
        int at = 0;
        while (at < length && holes < MAX_HOLES) {
            if (event[at] != '"') {
                at++;
                continue;
            }
            int close = strings.end(event, at + 1, length);
            if (close < 0) {
                holes = 0;
                return;
            }
            int value = valueAfter(close + 1);
            at = value < 0 ? close + 1 : Math.max(value, hole(name(at + 1, close), value));
        }
    }

    /** @return index behind the hole that begins with this value, or -1 when it is none */
    private int hole(String name, int value) {
        boolean text = event[value] == '"';
        int start = text ? value + 1 : value;
        int end = text ? strings.end(event, start, length) : endOfDigits(event, start, length);
        HoleKind kind = kind(name, text);
        // What was empty must stay so: it was no content.
        if (kind == null || end <= start) {
            return -1;
        }
        starts[holes] = start;
        ends[holes] = end;
        kinds[holes++] = kind;
        return text ? end + 1 : end;
    }

    private static @Nullable HoleKind kind(String name, boolean text) {
        if (!text) {
            return NUMBERS.contains(name) ? HoleKind.NUMBER : null;
        }
        if (CONTENT.contains(name)) {
            return HoleKind.CONTENT;
        }
        return FILLERS.contains(name) ? HoleKind.FILLER : null;
    }

    /** Index of the value, if what has just ended was a field's name; else -1. */
    private int valueAfter(int from) {
        int colon = skipSpaces(from);
        if (colon >= length || event[colon] != ':') {
            return -1;
        }
        int value = skipSpaces(colon + 1);
        return value < length ? value : -1;
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < length && event[at] == ' ') {
            at++;
        }
        return at;
    }

    private String name(int from, int to) {
        return new String(event, from, to - from, StandardCharsets.UTF_8);
    }

    /** @return index behind the value that begins here, or -1 when it is not of that kind */
    private int fill(HoleKind kind, byte[] data, int from, int end) {
        int to = kind == HoleKind.NUMBER ? endOfDigits(data, from, end) : strings.end(data, from, end);
        return to > from || (to == from && kind == HoleKind.FILLER) ? to : -1;
    }

    /** Index behind the digits that begin at {@code from}; -1 when they are none, or begin with a zero that has no place there. */
    private static int endOfDigits(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean leadingZero = at > from + 1 && bytes[from] == '0';
        return at == from || leadingZero ? -1 : at;
    }
}
