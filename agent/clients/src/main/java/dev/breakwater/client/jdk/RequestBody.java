package dev.breakwater.client.jdk;

import dev.breakwater.message.Body;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application sends, and how it is sent again.
 *
 * @param neutral as the engine looks at it
 * @param publisher stands in for the request's own publisher, which was used up by reading it; null while that is as good as new
 */
record RequestBody(Body neutral, @Nullable BodyPublisher publisher) {
    /** A larger prompt is sent, but neither read nor kept. */
    static final int MAX_BYTES = 8 << 20;

    private static final RequestBody NONE = new RequestBody(Body.NONE, null);
    private static final Class<?> ARRAY_PUBLISHER =
            BodyPublishers.ofByteArray(new byte[0]).getClass();
    private static final Class<?> STRING_PUBLISHER = BodyPublishers.ofString("").getClass();

    /** What is known without reading: no body, or one too large to read; null if it must be read. */
    static @Nullable RequestBody unread(HttpRequest request) {
        BodyPublisher publisher = request.bodyPublisher().orElse(null);
        long length = publisher == null ? 0 : publisher.contentLength();
        if (publisher == null || length == 0) {
            return NONE;
        }
        return length > MAX_BYTES ? new RequestBody(Body.opaque(length, replayable(publisher)), null) : null;
    }

    /** Whether the publisher says the same to every subscriber, from memory and on the subscribing thread. */
    static boolean replayable(BodyPublisher publisher) {
        return publisher.getClass() == ARRAY_PUBLISHER || publisher.getClass() == STRING_PUBLISHER;
    }

    /** A body that was read to its end. */
    static RequestBody read(byte[] bytes, BodyPublisher origin) {
        BodyPublisher again =
                replayable(origin) ? null : new BufferPublisher(List.of(ByteBuffer.wrap(bytes)), bytes.length);
        return new RequestBody(Body.of(bytes), again);
    }

    /** A body of unknown length that turned out to be too large: its beginning, and whatever follows. */
    static RequestBody tooLarge(BodyPublisher rest) {
        return new RequestBody(Body.opaque(-1, false), rest);
    }
}
