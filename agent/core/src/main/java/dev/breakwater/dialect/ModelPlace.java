package dev.breakwater.dialect;

import dev.breakwater.json.JsonText;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Request;
import org.jspecify.annotations.Nullable;

/** Puts another model into a request, wherever it is named: in the path, in the body or in both. */
public final class ModelPlace {
    private ModelPlace() {}

    /** @return null when it is named nowhere */
    public static @Nullable ModelChange change(
            Request request, RequestFacts facts, @Nullable PathSegment segment, String model) {
        String path = segment == null ? null : segment.replace(request.url().path(), model);
        ByteSlices body = inBody(request.body().bytes(), facts, model);
        return path == null && body == null ? null : new ModelChange(path, body);
    }

    private static @Nullable ByteSlices inBody(byte @Nullable [] bytes, RequestFacts facts, String model) {
        if (bytes == null || facts.modelStart() < 0) {
            return null;
        }
        return ByteSlices.splice(bytes, facts.modelStart(), facts.modelEnd(), JsonText.quoteUtf8(model));
    }
}
