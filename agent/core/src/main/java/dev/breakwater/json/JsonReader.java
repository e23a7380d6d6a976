package dev.breakwater.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a document that is wholly in memory. Thread-safe. */
public final class JsonReader {
    /**
     * Names are not interned: they come from the network. Buffers come from a pool rather than from thread-locals, which would
     * stay behind in the application's threads.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Python's own writer says NaN and Infinity; that is no reason to call an answer broken.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    private JsonReader() {}

    /**
     * Reads {@code bytes} from {@code from} up to {@code to}, telling {@code sink} what of it is in {@code shape}. Copies nothing and
     * decodes no string that nobody asks for.
     *
     * @return whether it was one whole JSON document; what came before a defect has been told all the same
     */
    public static boolean read(byte[] bytes, int from, int to, JsonShape shape, JsonSink sink) {
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            JsonWalk walk = new JsonWalk(parser, shape, sink);
            walk.run();
            return walk.between() && walk.documents() == 1;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
