package dev.breakwater.json;

/** Reads a document that is wholly in memory. Thread-safe. */
public final class JsonReader {
    private JsonReader() {}

    /**
     * Reads {@code bytes} from {@code from} up to {@code to}, telling {@code sink} what of it is in {@code shape}. Copies nothing and
     * decodes no string that nobody asks for.
     *
     * @return whether it was one whole JSON document; what came before a defect has been told all the same
     */
    public static boolean read(byte[] bytes, int from, int to, JsonShape shape, JsonSink sink) {
        JsonFeed feed = new JsonFeed(shape, sink);
        return feed.feed(bytes, from, to) && feed.endDocument() && feed.documents() == 1;
    }
}
