package dev.breakwater.testing;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One message of {@code application/vnd.amazon.eventstream}: lengths, headers, payload and two check sums. */
final class EventFrame {
    /** A character for each byte. */
    static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final int PRELUDE = 12;
    private static final int CHECK_SUM = 4;
    private static final byte STRING = 7;

    private EventFrame() {}

    static String event(String type, String json) {
        return frame(header(":event-type", type) + header(":message-type", "event"), json);
    }

    static String exception(String type, String json) {
        return frame(header(":exception-type", type) + header(":message-type", "exception"), json);
    }

    private static String frame(String type, String json) {
        byte[] headers = (type + header(":content-type", "application/json")).getBytes(BYTES);
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[PRELUDE + headers.length + payload.length + CHECK_SUM];
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        frame.putInt(bytes.length).putInt(headers.length);
        frame.putInt(checkSum(bytes, frame.position())).put(headers).put(payload);
        frame.putInt(checkSum(bytes, frame.position()));
        return new String(bytes, BYTES);
    }

    private static int checkSum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static String header(String name, String value) {
        ByteBuffer header = ByteBuffer.allocate(1 + name.length() + 1 + 2 + value.length());
        header.put((byte) name.length()).put(name.getBytes(BYTES));
        header.put(STRING).putShort((short) value.length()).put(value.getBytes(BYTES));
        return new String(header.array(), BYTES);
    }
}
