package dev.breakwater.dialect;

import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One provider's wire format. Implementations are stateless and thread-safe; nothing in here throws on what a provider sends,
 * however broken: an unreadable error is classified by its status.
 */
public interface Dialect {

    /** The name in the policy file: openai, anthropic, gemini ... */
    String name();

    /** Which operation and model this is. Reads the body at most once, as a stream of tokens. */
    RequestFacts facts(Request request);

    /**
     * What an unsuccessful answer means.
     *
     * @param body the first bytes of it, up to 64 KiB, possibly cut, possibly not JSON at all
     */
    ErrorKind classify(int status, Headers headers, byte[] body);

    /**
     * How long the provider asks to stay away, from headers or body, in any of its notations.
     *
     * @param nowEpochMillis wall clock, since some say a date
     * @return nanoseconds from now, 0 or more; -1 when it says nothing usable
     */
    long retryAfterNanos(Headers headers, byte[] body, long nowEpochMillis);

    /**
     * A reader for a successful answer to a request.
     *
     * @param contentType the answer's, or null
     * @return null when the dialect cannot read such an answer (audio, files): it passes unobserved
     */
    @Nullable
    AnswerReader reader(RequestFacts facts, @Nullable String contentType);

    /**
     * What carries the answer to a streamed request across a break.
     *
     * @return null when this dialect cannot, or not for such a request
     */
    default @Nullable StreamRepair repair(Request request, RequestFacts facts) {
        return null;
    }

    /**
     * The request for another model.
     *
     * @return null when the model's place is unknown, because the body could not be read
     */
    @Nullable
    ModelChange withModel(Request request, RequestFacts facts, String model);

    /** The JSON body of an error in this provider's own shape. */
    byte[] errorBody(Rejection rejection);

    /** Plain ASCII JSON to bytes, for implementations. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
