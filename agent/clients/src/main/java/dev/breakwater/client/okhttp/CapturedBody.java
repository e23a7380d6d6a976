package dev.breakwater.client.okhttp;

import dev.breakwater.message.Body;
import dev.breakwater.message.ByteSlices;
import java.io.IOException;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A request's body after the application's own has been written once, into memory, where it is small enough: from there it
 * can be read, changed, and sent any number of times, whether or not the original could.
 *
 * @param message the body as the engine sees it
 * @param replay what is sent in place of the application's own body; null: that one is sent itself
 */
record CapturedBody(Body message, @Nullable RequestBody replay) {
    private static final long MAX_BYTES = 8 << 20;

    /** What OkHttp itself makes of bytes or a text: written as often as one likes, it is always the same. */
    private static final Class<?> IN_MEMORY =
            RequestBody.create((MediaType) null, new byte[0]).getClass();

    /** A larger one lies in OkHttp's buffers a second time while it is sent, where ours goes out in pieces. */
    private static final long MAX_BYTES_AT_ONCE = 1 << 16;

    /** @throws IOException what the application's body throws when it is written */
    static CapturedBody of(Request request) throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return new CapturedBody(Body.NONE, null);
        }
        long length = body.contentLength();
        if (length > MAX_BYTES || (length < 0 && !bounded(body.contentType()))) {
            return new CapturedBody(Body.opaque(length, !BodyTraits.oneShot(body)), null);
        }
        byte[] bytes = written(body, length);
        if (length <= MAX_BYTES_AT_ONCE && body.getClass() == IN_MEMORY) {
            return new CapturedBody(message(request, bytes), null);
        }
        // With the length that was declared, even if it is wrong: OkHttp complains about that as it always does.
        return new CapturedBody(
                message(request, bytes), new ReplayableBody(body.contentType(), length, ByteSlices.of(bytes)));
    }

    private static Body message(Request request, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Body.opaque(bytes.length, false);
        }
        // Compressed by the application: nothing in it can be found or replaced, but it can be sent again.
        return request.header("Content-Encoding") == null ? Body.of(bytes) : Body.opaque(bytes.length, true);
    }

    /** Whether a body of unknown length comes from memory by its nature, and not from a file or a microphone. */
    private static boolean bounded(@Nullable MediaType type) {
        if (type == null) {
            return false;
        }
        String subtype = type.subtype().toLowerCase(Locale.ROOT);
        return subtype.equals("json") || subtype.endsWith("+json") || subtype.equals("x-www-form-urlencoded");
    }

    private static byte[] written(RequestBody body, long length) throws IOException {
        ArraySink bytes = new ArraySink(length < 0 ? 1 << 13 : (int) length);
        BufferedSink sink = Okio.buffer(bytes);
        body.writeTo(sink);
        sink.flush();
        return bytes.toByteArray();
    }
}
