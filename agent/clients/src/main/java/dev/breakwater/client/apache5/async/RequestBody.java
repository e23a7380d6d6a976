package dev.breakwater.client.apache5.async;

import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the application sends, and how it is sent again.
 *
 * @param message as the engine sees it
 * @param described the application's own words about it; null for no body
 * @param producers makes what says it to the client, once an attempt
 */
record RequestBody(
        Body message, @Nullable EntityDetails described, Supplier<? extends @Nullable DescribedProducer> producers) {
    /** A larger prompt is sent, but neither read nor kept. */
    static final int MAX_BYTES = 8 << 20;

    /** What is known without reading: no body, or one that is too large to read, or of a kind not to be read; else null. */
    static @Nullable RequestBody unread(CapturedRequest request) {
        EntityDetails details = request.entity();
        if (details == null) {
            return new RequestBody(Body.NONE, null, () -> null);
        }
        long length = details.getContentLength();
        boolean trailers =
                details.getTrailerNames() != null && !details.getTrailerNames().isEmpty();
        if (length <= MAX_BYTES && !trailers && (length >= 0 || bounded(details.getContentType()))) {
            return null;
        }
        return new RequestBody(
                Body.opaque(length, request.isRepeatable()),
                details,
                () -> new PassedProducer(details, request, ByteSlices.of(new byte[0]), () -> false));
    }

    /** A body that was read to its end. */
    static RequestBody read(HttpRequest request, EntityDetails details, byte[] bytes) {
        // Compressed by the application: nothing in it can be found or replaced, but it can be sent again.
        boolean plain = details.getContentEncoding() == null && !request.containsHeader("Content-Encoding");
        ByteSlices slices = ByteSlices.of(bytes);
        // With the length that was declared, even if it is wrong: the server complains about that as it always does.
        return new RequestBody(
                plain ? Body.of(bytes) : Body.opaque(bytes.length, true),
                details,
                () -> new ReplayableProducer(details, details.getContentLength(), slices));
    }

    /**
     * A body of unknown length that turned out to be too large: its beginning, and whatever follows.
     *
     * @param ended whether nothing does: a producer says so once, maybe still to who read the beginning
     */
    static RequestBody tooLarge(
            CapturedRequest request, EntityDetails details, byte[] beginning, BooleanSupplier ended) {
        return new RequestBody(
                Body.opaque(-1, false),
                details,
                () -> new PassedProducer(details, request, ByteSlices.of(beginning), ended));
    }

    /** What says this body to the client, or the one that the target needs in its place. */
    @Nullable
    DescribedProducer producer(@Nullable ByteSlices changed) {
        EntityDetails details = described;
        return changed == null || details == null
                ? producers.get()
                : new ReplayableProducer(details, changed.length(), changed);
    }

    /** Whether a body of unknown length comes from memory by its nature, and not from a file or a microphone. */
    private static boolean bounded(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].trim();
        return type.endsWith("/json") || type.endsWith("+json") || type.endsWith("/x-www-form-urlencoded");
    }
}
