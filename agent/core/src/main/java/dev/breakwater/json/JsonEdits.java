package dev.breakwater.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Values of a document to be replaced by others, the rest of it staying as it was written. Used by one thread at a time. */
public final class JsonEdits {
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, byte[] with) {}

    /**
     * Puts JSON in place of a value.
     *
     * @param start as {@link JsonValue#start} has it; below 0, nothing is replaced
     * @param end as {@link JsonValue#end} has it
     */
    public JsonEdits replace(int start, int end, String json) {
        if (start >= 0) {
            edits.add(new Edit(start, end, json.getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** The document with every replacement made; they must not overlap. */
    public byte[] of(byte[] document) {
        edits.sort(Comparator.comparingInt(Edit::start));
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + 64);
        int copied = 0;
        for (Edit edit : edits) {
            out.write(document, copied, edit.start - copied);
            out.writeBytes(edit.with);
            copied = edit.end;
        }
        out.write(document, copied, document.length - copied);
        return out.toByteArray();
    }
}
