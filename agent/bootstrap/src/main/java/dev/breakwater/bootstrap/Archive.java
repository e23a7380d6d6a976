package dev.breakwater.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jar inside the jar. The JVM reads a jar's whole directory at its start, 12 ms for our 3,500 classes; so they are
 * one entry to it, stored uncompressed, and an index made by the build says where in it each of them begins.
 */
final class Archive {
    final ZipFile jar;
    private volatile long @Nullable [] index;

    Archive(ZipFile jar) {
        this.jar = jar;
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

    /** Reads the entry at that place, unless it is another name's of the same hash. See APPNOTE 4.3.7 for the header. */
    private byte @Nullable [] content(String name, int place) throws IOException, DataFormatException {
        try (InputStream stream = entry("inst.jar")) {
            stream.skipNBytes(place);
            ByteBuffer header = ByteBuffer.wrap(stream.readNBytes(30)).order(ByteOrder.LITTLE_ENDIAN);
            if (!name.equals(new String(stream.readNBytes(header.getShort(26)), StandardCharsets.UTF_8))) {
                return null;
            }
            stream.skipNBytes(header.getShort(28));
            Inflater inflater = new Inflater(true);
            inflater.setInput(stream.readNBytes(header.getInt(18)));
            byte[] content = new byte[header.getInt(22)];
            inflater.inflate(content);
            inflater.end();
            return content;
        }
    }

    InputStream entry(String name) throws IOException {
        return jar.getInputStream(jar.getEntry(name));
    }
}
