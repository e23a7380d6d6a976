package dev.breakwater.json;

/**
 * Shortens the strings of a document on its way to the parser, which would keep a picture of megabytes in memory only to find
 * that nobody asks for it. What is left out cannot change how the rest is read: it ends at the same quote.
 */
final class StringCutter {
    /** Longer than anything that is asked for by its words. */
    private static final int KEPT = 4096;

    /** The longest escape; a cut may not fall into one. */
    private static final int ESCAPE = 6;

    private final JsonFeed feed;
    private boolean inString;
    private boolean escaped;
    private boolean cutting;
    private int length;
    private int sinceEscape;

    StringCutter(JsonFeed feed) {
        this.feed = feed;
    }

    /** Hands on the bytes but for the middle of long strings. */
    void pass(byte[] bytes, int from, int to) {
        int kept = from;
        int at = from;
        while (at < to) {
            if (cutting) {
                if (ends(bytes[at])) {
                    kept = at;
                }
                at++;
            } else if (!inString) {
                at = nextString(bytes, at, to);
            } else {
                at = plain(bytes, at, to);
                if (at < to && isCut(bytes[at++])) {
                    feed.feed(bytes, kept, at - 1);
                }
            }
        }
        if (!cutting) {
            feed.feed(bytes, kept, to);
        }
    }

    /** @return where the next string's first character is, or {@code to} */
    private int nextString(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"') {
            at++;
        }
        if (at == to) {
            return to;
        }
        inString = true;
        length = 0;
        sinceEscape = ESCAPE;
        return at + 1;
    }

    /**
     * Nearly all of nearly every document: characters of a string that is short still and has no escape just there. A loop of
     * its own, as it runs for every byte.
     */
    private int plain(byte[] bytes, int from, int to) {
        if (escaped) {
            return from;
        }
        int end = Math.min(to, from + Math.max(0, KEPT - length));
        int at = from;
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        length += at - from;
        sinceEscape += at - from;
        return at;
    }

    /** Follows a string that is kept. @return whether it is cut from this byte on */
    private boolean isCut(byte b) {
        length++;
        sinceEscape++;
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
            sinceEscape = 0;
        } else if (b == '"') {
            inString = false;
        } else {
            cutting = length > KEPT && sinceEscape > ESCAPE && b >= ' ';
        }
        return cutting;
    }

    /** Follows a string that is cut. @return whether bytes are handed on again from this one */
    private boolean ends(byte b) {
        if (escaped) {
            escaped = false;
            return false;
        }
        escaped = b == '\\';
        // A control character has no place in a string: the parser is to see it.
        boolean defect = b >= 0 && b < ' ';
        if (b == '"' || defect) {
            cutting = false;
            inString = defect;
            escaped = false;
            return true;
        }
        return false;
    }
}
