package dev.breakwater.dialect;

import org.jspecify.annotations.Nullable;

/** The text that a stream has delivered, and how much of it another answer has repeated so far. Used by one thread at a time. */
public final class DeliveredText {
    private static final int MAX_CHARS = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private int toRepeat;
    private int repeated;
    private boolean onlyBlanks;

    public void add(String more) {
        text.append(more);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it is short enough to be carried across a break. */
    public boolean bounded() {
        return text.length() < MAX_CHARS;
    }

    /** All of it. */
    public String text() {
        return text.toString();
    }

    /** All but the white space at its end, which some providers refuse at the end of a prefix. */
    public String withoutTrailingBlanks() {
        return text.toString().stripTrailing();
    }

    /** The next answer begins from the start. */
    public void repeatAll() {
        toRepeat = text.length();
        repeated = 0;
        onlyBlanks = false;
    }

    /** The next answer goes on behind {@link #text}. */
    public void repeatNothing() {
        repeatAll();
        repeated = toRepeat;
    }

    /** The next answer goes on behind {@link #withoutTrailingBlanks}, so it may bring those blanks again, or not. */
    public void repeatTrailingBlanks() {
        repeatAll();
        repeated = withoutTrailingBlanks().length();
        onlyBlanks = true;
    }

    /** Whether the answer still owes some of what was delivered. */
    public boolean repeating() {
        return repeated < toRepeat && !onlyBlanks;
    }

    /**
     * What of {@code content} is new; it is not yet {@linkplain #add added}.
     *
     * @return null when the answer says something else than what was delivered
     */
    public @Nullable String fresh(String content) {
        int known = Math.min(content.length(), toRepeat - repeated);
        for (int i = 0; i < known; i++) {
            if (content.charAt(i) != text.charAt(repeated + i)) {
                if (!onlyBlanks) {
                    return null;
                }
                repeated = toRepeat;
                return content.substring(i);
            }
        }
        repeated += known;
        return content.substring(known);
    }
}
