package dev.breakwater.dialect.translation;

import org.jspecify.annotations.Nullable;

/** A {@code data:} URL in base64. */
record DataUrl(String mediaType, String base64) {

    /** Null when the text is none. */
    static @Nullable DataUrl parse(String text) {
        int comma = text.indexOf(',');
        if (!text.startsWith("data:") || comma < 0) {
            return null;
        }
        String head = text.substring("data:".length(), comma);
        if (!head.endsWith(";base64")) {
            return null;
        }
        int parameters = head.indexOf(';');
        return new DataUrl(head.substring(0, parameters), text.substring(comma + 1));
    }

    @Override
    public String toString() {
        return "data:" + mediaType + ";base64," + base64;
    }
}
