package dev.breakwater.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One event of a stream, as a view of the bytes it came in. Valid only while it is being handed on. */
public final class FrameView {
    private static final byte[] NOTHING = new byte[0];

    private byte[] data = NOTHING;
    private int dataStart;
    private int dataEnd;
    private boolean hasData;
    private boolean joined;
    private byte[] type = NOTHING;
    private int typeStart;
    private int typeEnd;
    private boolean hasType;
    private boolean failure;

    FrameView() {}

    /** The array that holds the data, from {@link #start()} up to {@link #end()}. Not to be written to. */
    public byte[] data() {
        return data;
    }

    public int start() {
        return dataStart;
    }

    public int end() {
        return dataEnd;
    }

    /** Whether the data is exactly this ASCII text. */
    public boolean dataIs(String ascii) {
        return same(data, dataStart, dataEnd, ascii);
    }

    /** Whether the event's type is exactly this ASCII text. */
    public boolean typeIs(String ascii) {
        return hasType && same(type, typeStart, typeEnd, ascii);
    }

    /** The event's type, empty when it has none. */
    public String type() {
        return hasType ? new String(type, typeStart, typeEnd - typeStart, StandardCharsets.UTF_8) : "";
    }

    /** Whether the framing itself says that this is an error. */
    public boolean failure() {
        return failure;
    }

    /** The data as text. */
    public String text() {
        return new String(data, dataStart, dataEnd - dataStart, StandardCharsets.UTF_8);
    }

    boolean hasData() {
        return hasData;
    }

    boolean present() {
        return hasData || hasType;
    }

    void setType(byte[] bytes, int start, int end) {
        type = bytes;
        typeStart = start;
        typeEnd = end;
        hasType = true;
    }

    void setFailure(boolean isFailure) {
        failure = isFailure;
    }

    /** Adds a line of data. The first stays where it is; a second one makes a copy of both. */
    void addData(byte[] bytes, int start, int end) {
        if (!hasData) {
            data = bytes;
            dataStart = start;
            dataEnd = end;
            hasData = true;
            return;
        }
        int length = dataEnd - dataStart;
        int needed = length + 1 + end - start;
        if (!joined || data.length < needed) {
            byte[] wider = new byte[Math.max(needed, needed * 2)];
            System.arraycopy(data, dataStart, wider, 0, length);
            data = wider;
            joined = true;
        }
        data[length] = '\n';
        System.arraycopy(bytes, start, data, length + 1, end - start);
        dataStart = 0;
        dataEnd = needed;
    }

    /** The buffer beneath has been replaced and its content moved towards its start. */
    void rebase(byte[] bytes, int by) {
        if (hasData && !joined) {
            data = bytes;
            dataStart -= by;
            dataEnd -= by;
        }
        if (hasType) {
            type = bytes;
            typeStart -= by;
            typeEnd -= by;
        }
    }

    void clear() {
        data = NOTHING;
        type = NOTHING;
        dataStart = 0;
        dataEnd = 0;
        hasData = false;
        hasType = false;
        joined = false;
        failure = false;
    }

    static boolean same(byte[] bytes, int start, int end, byte[] expected) {
        return Arrays.equals(bytes, start, end, expected, 0, expected.length);
    }

    private static boolean same(byte[] bytes, int start, int end, String ascii) {
        if (end - start != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
