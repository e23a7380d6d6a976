package dev.breakwater.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jar inside the jar. The JVM reads a jar's whole directory at its start, 12 ms for our 3,500 classes; so they are
 * one entry to it, stored uncompressed, and an index made by the build says where in it each of them begins.
 */
final class Archive {
    private static final int HEADER_BYTES = 30;
    private static final int STORED = 0;
    /** Read at once: the header, and most classes as a whole. */
    private static final int START_BYTES = 4096;

    final ZipFile jar;
    private final ZipEntry inner;
    private volatile long @Nullable [] index;

    Archive(ZipFile jar) {
        this.jar = jar;
        this.inner = jar.getEntry("inst.jar");
    }

    /** An entry's content; null if there is none, or it cannot be read. */
    byte @Nullable [] read(String name) {
        try {
            long[] places = index();
            int found = Arrays.binarySearch(places, (long) name.hashCode() << 32);
            byte[] content = null;
            for (int at = found < 0 ? -1 - found : found; content == null && at < places.length; at++) {
                if (places[at] >> 32 != name.hashCode()) {
                    return null;
                }
                content = content(name, (int) places[at]);
            }
            return content;
        } catch (IOException | DataFormatException unreadable) {
            return null;
        }
    }

    /** For each entry, sorted: its name's hash in the upper half, its place in the lower one. */
    private long[] index() throws IOException {
        long[] known = index;
        if (known == null) {
            byte[] bytes = entry("inst.index").readAllBytes();
            known = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(known);
            index = known;
        }
        return known;
    }

    /**
     * Reads the entry at that place, unless it is another name's of the same hash. See APPNOTE 4.3.7 for the header. What
     * nearly every start needs is stored: to inflate it took longer than all the rest of the reading.
     */
    private byte @Nullable [] content(String name, int place) throws IOException, DataFormatException {
        try (InputStream stream = jar.getInputStream(inner)) {
            stream.skipNBytes(place);
            byte[] start = new byte[START_BYTES];
            int read = stream.readNBytes(start, 0, START_BYTES);
            ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            int nameLength = header.getShort(26);
            if (!name.equals(new String(start, HEADER_BYTES, nameLength, StandardCharsets.UTF_8))) {
                return null;
            }
            int contentAt = HEADER_BYTES + nameLength + header.getShort(28);
            byte[] packed = new byte[header.getInt(18)];
            int known = Math.min(packed.length, read - contentAt);
            System.arraycopy(start, contentAt, packed, 0, known);
            stream.readNBytes(packed, known, packed.length - known);
            return header.getShort(8) == STORED ? packed : inflated(packed, header.getInt(22));
        }
    }

    private static byte[] inflated(byte[] packed, int size) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(packed);
        byte[] content = new byte[size];
        inflater.inflate(content);
        inflater.end();
        return content;
    }

    InputStream entry(String name) throws IOException {
        return jar.getInputStream(jar.getEntry(name));
    }
}
