package dev.breakwater.client.apache4;

import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request's body after the application's own has been written once, into memory, where it is small enough: from there it can
 * be read, changed, and sent any number of times, whether or not the original could.
 *
 * @param message the body as the engine sees it
 * @param entity what is sent; null for none
 */
record CapturedEntity(Body message, @Nullable HttpEntity entity) {
    private static final long MAX_BYTES = 8 << 20;

    /** @throws IOException what the application's entity throws when it is written */
    static CapturedEntity of(HttpRequest request) throws IOException {
        HttpEntity entity = request instanceof HttpEntityEnclosingRequest enclosing ? enclosing.getEntity() : null;
        if (entity == null) {
            return new CapturedEntity(Body.NONE, null);
        }
        long length = entity.getContentLength();
        if (length > MAX_BYTES || (length < 0 && !bounded(entity.getContentType()))) {
            return new CapturedEntity(Body.opaque(length, entity.isRepeatable()), entity);
        }
        byte[] bytes = written(entity, length);
        // With the length that was declared, even if it is wrong: the server complains about that as it always does.
        return new CapturedEntity(
                message(request, entity, bytes), new ReplayableEntity(entity, length, ByteSlices.of(bytes)));
    }

    /** What is sent to a target that needs another body. */
    @Nullable
    HttpEntity changed(ByteSlices bytes) {
        HttpEntity original = entity;
        return original == null ? null : new ReplayableEntity(original, bytes.length(), bytes);
    }

    private static Body message(HttpRequest request, HttpEntity entity, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Body.opaque(bytes.length, true);
        }
        // Compressed by the application: nothing in it can be found or replaced, but it can be sent again.
        boolean plain = entity.getContentEncoding() == null && !request.containsHeader("Content-Encoding");
        return plain ? Body.of(bytes) : Body.opaque(bytes.length, true);
    }

    /** Whether a body of unknown length comes from memory by its nature, and not from a file or a microphone. */
    private static boolean bounded(@Nullable Header contentType) {
        if (contentType == null || contentType.getValue() == null) {
            return false;
        }
        String type =
                contentType.getValue().toLowerCase(Locale.ROOT).split(";", 2)[0].trim();
        return type.endsWith("/json") || type.endsWith("+json") || type.endsWith("/x-www-form-urlencoded");
    }

    private static byte[] written(HttpEntity entity, long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length < 0 ? 1 << 13 : (int) length);
        entity.writeTo(bytes);
        return bytes.toByteArray();
    }
}
