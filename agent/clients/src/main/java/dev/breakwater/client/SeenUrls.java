package dev.breakwater.client;

import dev.breakwater.message.Url;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * URLs in our terms, remembered as long as no other takes their place: an application calls few, again and again. Thread-safe:
 * what one thread does not see of another's, it works out itself.
 *
 * @param <U> the client's own kind of URL; its text is what tells one from another
 */
public final class SeenUrls<U> {
    private static final int SLOTS = 16;
    private static final int MAX_LENGTH = 256;

    private final Function<? super U, Url> reader;
    private final @Nullable Seen[] seen = new Seen[SLOTS];

    /** @param reader makes ours of the client's */
    public SeenUrls(Function<? super U, Url> reader) {
        this.reader = reader;
    }

    /** @throws RuntimeException whatever the reader throws, for a URL that is not one of ours */
    public Url of(U url) {
        String text = url.toString();
        if (!plain(text)) {
            return reader.apply(url);
        }
        int slot = text.hashCode() & (SLOTS - 1);
        Seen known = seen[slot];
        if (known == null || !known.text.equals(text)) {
            known = new Seen(text, reader.apply(url));
            seen[slot] = known;
        }
        return known.url;
    }

    /** Queries and user names may be secrets: nothing is kept of them. */
    private static boolean plain(String text) {
        return text.length() <= MAX_LENGTH && text.indexOf('?') < 0 && text.indexOf('@') < 0;
    }

    private record Seen(String text, Url url) {}
}
