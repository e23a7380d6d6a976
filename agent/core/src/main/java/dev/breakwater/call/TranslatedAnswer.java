package dev.breakwater.call;

import dev.breakwater.dialect.MediaTypes;
import dev.breakwater.dialect.translation.AnswerTranslation;
import dev.breakwater.dialect.translation.EventTranslation;
import dev.breakwater.message.BodyHeaders;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer that comes in another dialect than the application's: what it says in the application's own. */
final class TranslatedAnswer {
    /** Larger than any answer in text; what is beyond it cannot be kept until it is whole. */
    private static final int MAX_DOCUMENT_BYTES = 32 << 20;

    private static final int BAD_GATEWAY = 502;

    private final AnswerTranslation translation;
    private final long nowEpochSeconds;
    private final @Nullable EventTranslation events;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte @Nullable [] document;

    private TranslatedAnswer(AnswerTranslation translation, long nowEpochSeconds, boolean stream) {
        this.translation = translation;
        this.nowEpochSeconds = nowEpochSeconds;
        this.events = stream ? translation.events(nowEpochSeconds) : null;
    }

    /** Null where nothing needs to be translated. */
    static @Nullable TranslatedAnswer of(Attempt attempt, boolean stream) {
        AnswerTranslation translation = attempt.translation();
        long now = translation == null ? 0 : attempt.call().terms().epochMillis() / 1000;
        return translation == null ? null : new TranslatedAnswer(translation, now, stream);
    }

    /** Whether an answer of that type can be translated at all. */
    boolean reads(@Nullable String contentType) {
        return events == null || MediaTypes.isEventStream(contentType, true);
    }

    /** The next bytes as they came. @return false when it has become too large */
    boolean feed(ByteBuffer bytes) {
        if (events != null) {
            events.feed(bytes);
            return true;
        }
        byte[] chunk = new byte[bytes.remaining()];
        bytes.duplicate().get(chunk);
        received.writeBytes(chunk);
        return received.size() <= MAX_DOCUMENT_BYTES;
    }

    /** It has ended cleanly. @return false when it turns out not to be translatable */
    boolean end() {
        if (events != null) {
            events.end();
            return true;
        }
        document = translation.document(received.toByteArray(), nowEpochSeconds);
        return document != null;
    }

    /** Of a stream: what has been translated since the last time. */
    ByteBuffer take() {
        return events == null ? ByteBuffer.allocate(0) : events.take();
    }

    /** The whole of it in place of the one that came. */
    Response response(Outcome outcome, List<Header> headersToAdd) {
        if (outcome instanceof Outcome.Refused refused) {
            Outcome.Refused own = inOwnDialect(refused, translation);
            return new Response(own.status(), with(own.headers(), headersToAdd), own.body());
        }
        if (outcome instanceof Outcome.Succeeded succeeded) {
            byte[] whole = document;
            String type = whole == null ? "text/event-stream" : "application/json";
            byte[] bytes = whole == null ? bytes(take()) : whole;
            return new Response(succeeded.status(), with(typed(succeeded.headers(), type), headersToAdd), bytes);
        }
        // An error inside a success, which the application's dialect may not have.
        Headers json = Headers.of(List.of(new Header("content-type", "application/json")));
        return new Response(
                BAD_GATEWAY, with(json, headersToAdd), translation.error(BAD_GATEWAY, received.toByteArray()));
    }

    /** An error as the application's dialect has it; the same where there is nothing to translate. */
    static Outcome.Refused inOwnDialect(Outcome.Refused refused, @Nullable AnswerTranslation translation) {
        return translation == null
                ? refused
                : new Outcome.Refused(
                        refused.status(),
                        typed(refused.headers(), "application/json"),
                        translation.error(refused.status(), refused.body()),
                        refused.whole());
    }

    private static Headers typed(Headers came, String contentType) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("content-type", contentType));
        came.forEach((name, value) -> {
            boolean typeOrFraming = name.equalsIgnoreCase("content-type") || name.equalsIgnoreCase("transfer-encoding");
            if (!typeOrFraming && !BodyHeaders.contain(name)) {
                headers.add(new Header(name, value));
            }
        });
        return Headers.of(headers);
    }

    private static List<Header> with(Headers headers, List<Header> more) {
        List<Header> all = new ArrayList<>();
        headers.forEach((name, value) -> all.add(new Header(name, value)));
        all.addAll(more);
        return all;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
