package dev.breakwater.client.awssdk;

import dev.breakwater.client.nonblocking.BodyReading;
import dev.breakwater.message.Body;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/**
 * What the application sends, and how it is sent again.
 *
 * @param neutral as the engine looks at it
 * @param length what the application's publisher says of it
 * @param once a body that is neither read nor kept; null if it is in memory
 */
record RequestBody(
        Body neutral, Optional<Long> length, @Nullable Publisher<ByteBuffer> once) {

    /** What is known without reading: no body, or one too large to read; null if it must be read. */
    static @Nullable RequestBody unread(@Nullable SdkHttpContentPublisher publisher) {
        if (publisher == null) {
            return new RequestBody(Body.NONE, Optional.empty(), null);
        }
        Optional<Long> length = publisher.contentLength();
        long bytes = length.orElse(-1L);
        if (bytes == 0) {
            return new RequestBody(Body.NONE, length, null);
        }
        return bytes > BodyReading.MAX_BYTES ? new RequestBody(Body.opaque(bytes, false), length, publisher) : null;
    }

    /** A body that was read to its end. */
    static RequestBody whole(byte[] bytes, Optional<Long> length) {
        return new RequestBody(bytes.length == 0 ? Body.NONE : Body.of(bytes), length, null);
    }

    /** A body that turned out to be too large: its beginning, and whatever follows. */
    static RequestBody tooLarge(Flow.Publisher<ByteBuffer> rest, Optional<Long> length) {
        return new RequestBody(
                Body.opaque(-1, false), length, subscriber -> rest.subscribe(new ReactiveReader(subscriber)));
    }

    /** @param taken asked when the client takes the body up, for which it needs a connection, whether it still may */
    SdkHttpContentPublisher publisher(BooleanSupplier taken) {
        Publisher<ByteBuffer> flowing = once;
        if (flowing != null) {
            return new Flowing(flowing, length, taken);
        }
        byte[] bytes = neutral.bytes();
        return new KnownBytes(bytes == null ? new byte[0] : bytes, length, taken);
    }

    private record Flowing(Publisher<ByteBuffer> body, Optional<Long> contentLength, BooleanSupplier taken)
            implements SdkHttpContentPublisher {
        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            if (taken.getAsBoolean()) {
                body.subscribe(subscriber);
            } else {
                KnownBytes.refuse(subscriber);
            }
        }
    }
}
