package dev.breakwater.client.okhttp;

import dev.breakwater.message.Url;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * URLs in our terms, remembered as long as no other takes their place: an application calls few, again and again. Thread-safe:
 * what one thread does not see of another's, it works out itself.
 */
final class SeenUrls {
    private static final int SLOTS = 16;
    private static final int MAX_LENGTH = 256;

    private final @Nullable Seen[] seen = new Seen[SLOTS];

    Url of(HttpUrl url) {
        String text = url.toString();
        if (!plain(url, text)) {
            return Urls.url(url);
        }
        int slot = (text.length() * 31 + text.charAt(text.length() - 1) + url.port()) & (SLOTS - 1);
        Seen known = seen[slot];
        if (known == null || !known.text.equals(text)) {
            known = new Seen(text, Urls.url(url));
            seen[slot] = known;
        }
        return known.url;
    }

    /** Queries and user names may be secrets: nothing is kept of them. */
    private static boolean plain(HttpUrl url, String text) {
        return text.length() <= MAX_LENGTH && url.encodedQuery() == null && text.indexOf('@') < 0;
    }

    private record Seen(String text, Url url) {}
}
