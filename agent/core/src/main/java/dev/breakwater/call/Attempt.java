package dev.breakwater.call;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.translation.AnswerTranslation;
import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Url;
import dev.breakwater.routing.ApiKey;
import dev.breakwater.routing.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One send of a call: where to, with which changes, and until when. Adapters apply it to the application's own request and
 * send that with the application's own client. Used by one thread at a time.
 */
public final class Attempt {
    private final Call call;
    private final int number;
    private final Endpoint endpoint;
    private final ApiKey key;
    private final @Nullable String model;
    private final RequestChange change;
    private final long startNanos;
    private final long answerDeadlineNanos;
    private @Nullable AnswerGate gate;

    Attempt(Call call, int number, Target target, RequestChange change, long startNanos, long answerDeadlineNanos) {
        this.call = call;
        this.number = number;
        this.endpoint = target.endpoint();
        this.key = target.key();
        this.model = target.model();
        this.change = change;
        this.startNanos = startNanos;
        this.answerDeadlineNanos = answerDeadlineNanos;
    }

    /** From 1, counted over the whole call. */
    public int number() {
        return number;
    }

    public Call call() {
        return call;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** Names the key in telemetry; never the key itself. */
    public String keyLabel() {
        return key.label();
    }

    ApiKey key() {
        return key;
    }

    /** The model asked here, or null when the request names none. */
    public @Nullable String model() {
        return model;
    }

    /** Whether the application's request goes out exactly as it is: the adapter then changes nothing at all. */
    public boolean untouched() {
        return change.untouched();
    }

    /** The whole URL to send to. */
    public Url url() {
        return change.url();
    }

    /** Whether the URL is on another origin than the application's: caches, cookies and credentials must not follow. */
    public boolean changesOrigin() {
        return change.changesOrigin();
    }

    /** Names of fields that must not go along, lower case; the caller's credentials among them where the target has its own. */
    public List<String> headersToDrop() {
        return change.headersToDrop();
    }

    /** Fields to set, replacing the request's of the same name; the credential is not among them. */
    public List<Header> headersToSet() {
        return change.headersToSet();
    }

    /** The target's own credential, to be set as late as the client allows and never seen by the application; or null. */
    public @Nullable Header credential() {
        return change.credential();
    }

    /** The body for this target, or null when the application's own goes along unchanged. */
    public @Nullable ByteSlices body() {
        return change.body();
    }

    /** When it was decided to send it. */
    public long startNanos() {
        return startNanos;
    }

    /** How long the connection may take to stand, in nanoseconds; 0 = the client's own limit. */
    public long connectTimeoutNanos() {
        return call.terms()
                .timeouts()
                .connect()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    /**
     * Until when the head of an answer must have come, on the ticker's scale: the first-token or answer limit, or the call's
     * deadline; {@link Caller#NO_DEADLINE} if there is none. When it passes, report a failure with {@link #limitPassed}.
     */
    public long answerDeadlineNanos() {
        return answerDeadlineNanos;
    }

    /** What to report when {@link #answerDeadlineNanos} passed before the head came. */
    public Outcome.Failed limitPassed(long nowNanos) {
        String message = "no answer from " + endpoint.name() + " within " + (nowNanos - startNanos) / 1_000_000 + " ms";
        return new Outcome.Failed(call.terms().silenceKind(nowNanos), new AttemptLimitException(message));
    }

    /**
     * The head of the answer has come: what follows it goes through the gate.
     *
     * @param headers readable for as long as the call goes on, even after the response was closed
     */
    public AnswerGate onHead(int status, Headers headers, long nowNanos) {
        AnswerGate opened = AnswerGate.of(this, status, headers, nowNanos);
        gate = opened;
        return opened;
    }

    /** What is spoken there. */
    Dialect dialect() {
        Foreign foreign = change.foreign();
        return foreign == null ? call.upstream().dialect() : foreign.dialect();
    }

    /** A reader for its answer, or null when nobody can read it. */
    @Nullable
    AnswerReader reader(@Nullable String contentType) {
        Foreign foreign = change.foreign();
        return dialect().reader(foreign == null ? call.facts() : foreign.facts(), contentType);
    }

    /** What turns its answer into the application's dialect; null where it is in that already. */
    @Nullable
    AnswerTranslation translation() {
        Foreign foreign = change.foreign();
        return foreign == null ? null : foreign.answers();
    }

    @Nullable
    AnswerGate gate() {
        return gate;
    }
}
