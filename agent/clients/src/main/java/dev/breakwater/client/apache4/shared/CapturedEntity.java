package dev.breakwater.client.apache4.shared;

import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
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
public record CapturedEntity(Body message, @Nullable HttpEntity entity) {
    private static final long MAX_BYTES = 8 << 20;

    /** What the request encloses; null for none. */
    public static @Nullable HttpEntity enclosedIn(HttpRequest request) {
        return request instanceof HttpEntityEnclosingRequest enclosing ? enclosing.getEntity() : null;
    }

    /** Whether the body may be read into memory. */
    public static boolean fits(HttpEntity entity) {
        long length = entity.getContentLength();
        return length < 0 ? bounded(entity.getContentType()) : length <= MAX_BYTES;
    }

    /** A request that has no body. */
    public static CapturedEntity none() {
        return new CapturedEntity(Body.NONE, null);
    }

    /** A body that stays where it is. */
    public static CapturedEntity unread(HttpEntity entity, boolean repeatable) {
        return new CapturedEntity(Body.opaque(entity.getContentLength(), repeatable), entity);
    }

    /** With the length that was declared, even if it is wrong: the server complains about that as it always does. */
    public static CapturedEntity of(HttpRequest request, HttpEntity entity, byte[] written) {
        return new CapturedEntity(
                message(request, entity, written),
                new ReplayableEntity(entity, entity.getContentLength(), ByteSlices.of(written)));
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
}
