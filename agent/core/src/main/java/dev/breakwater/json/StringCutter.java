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
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (cutting) {
                if (ends(b)) {
                    kept = at;
                }
            } else if (!inString) {
                inString = b == '"';
                length = 0;
                sinceEscape = ESCAPE;
            } else if (isCut(b)) {
                feed.feed(bytes, kept, at);
            }
        }
        if (!cutting) {
            feed.feed(bytes, kept, to);
        }
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
