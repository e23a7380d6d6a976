package dev.breakwater.call;

import dev.breakwater.dialect.AnswerReader;
import dev.breakwater.dialect.AnswerReader.Progress;
import dev.breakwater.dialect.ErrorKind;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Watches one attempt's answer as it arrives and says when it may be given to the application: an error once it can be
 * understood, a stream at its first token of content, a plain answer when it is whole. The adapter keeps the bytes back while
 * {@link #holding()}; then {@link #outcome()} goes to {@link Call#next}. After delivery the gate goes on watching, for limits,
 * truncation and usage. Used by one thread at a time.
 */
public final class AnswerGate {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Attempt attempt;
    private final Call call;
    private final int status;
    private final Headers headers;
    private final AnswerKind kind;
    private final @Nullable AnswerReader reader;
    private final @Nullable TranslatedAnswer translated;
    private final ErrorBody errorBody;
    private final long headNanos;
    private long heldBytes;
    private long lastContentNanos;
    private long firstContentNanos = -1;
    private @Nullable Outcome outcome;
    private @Nullable Throwable failure;
    private boolean released;
    private boolean ended;
    private boolean over;

    private AnswerGate(
            Attempt attempt, int status, Headers headers, AnswerKind kind, @Nullable AnswerReader reader, long now) {
        this.attempt = attempt;
        this.call = attempt.call();
        this.status = status;
        this.headers = headers;
        this.kind = kind;
        this.reader = reader;
        this.translated = TranslatedAnswer.of(attempt, kind == AnswerKind.STREAM);
        this.headNanos = now;
        this.lastContentNanos = now;
        this.errorBody = new ErrorBody(kind == AnswerKind.ERROR ? kind.maxHeldBytes() : 0);
        if (kind == AnswerKind.PASSED) {
            outcome = status < 400
                    ? new Outcome.Succeeded(status, headers)
                    : new Outcome.Refused(status, headers, new byte[0], false);
        } else if (translated != null && kind != AnswerKind.ERROR && !readable(translated, reader)) {
            outcome = untranslatable();
        }
    }

    private Outcome untranslatable() {
        String message = "the answer from " + attempt.endpoint().name() + " is no answer in its own dialect";
        return new Outcome.Failed(FailureKind.CUT, new IOException(message));
    }

    private boolean readable(TranslatedAnswer answer, @Nullable AnswerReader itsReader) {
        return itsReader != null && answer.reads(headers.first("content-type"));
    }

    static AnswerGate of(Attempt attempt, int status, Headers headers, long now) {
        Call call = attempt.call();
        if (status >= 400) {
            AnswerKind kind = call.terms().observing() ? AnswerKind.PASSED : AnswerKind.ERROR;
            return new AnswerGate(attempt, status, headers, kind, null, now);
        }
        AnswerReader reader = readable(call, status, headers) ? attempt.reader(headers.first("content-type")) : null;
        boolean passes = attempt.translation() == null
                && (reader == null || !call.terms().holdsAnswers());
        AnswerKind kind = passes ? AnswerKind.PASSED : call.facts().stream() ? AnswerKind.STREAM : AnswerKind.PLAIN;
        return new AnswerGate(attempt, status, headers, kind, reader, now);
    }

    /** Whether there is a body, and one that is not compressed: some clients leave that to the application. */
    private static boolean readable(Call call, int status, Headers headers) {
        String encoding = headers.first("content-encoding");
        return (encoding == null || encoding.equalsIgnoreCase("identity"))
                && status != 204
                && status != 304
                && !call.request().method().equals("HEAD");
    }

    /** Whether the bytes must be kept back. */
    public boolean holding() {
        return outcome == null;
    }

    /** What to report to {@link Call#next}; only when no longer {@link #holding()}. */
    public Outcome outcome() {
        Outcome decided = outcome;
        if (decided == null) {
            throw new IllegalStateException("the answer is still held back");
        }
        return decided;
    }

    /** The next bytes of the answer, between position and limit; the buffer is left as it was. */
    public void onBytes(ByteBuffer bytes, long nowNanos) {
        if (over) {
            return;
        }
        if (kind == AnswerKind.ERROR) {
            keepError(bytes);
            return;
        }
        heldBytes += bytes.remaining();
        if (reader != null) {
            read(reader, bytes, nowNanos);
        }
        boolean letGo = translated == null || kind == AnswerKind.STREAM;
        if (outcome == null && letGo && heldBytes >= kind.maxHeldBytes()) {
            outcome = new Outcome.Succeeded(status, headers);
        }
        if (translated != null && !translated.feed(bytes) && outcome == null) {
            outcome = untranslatable();
        }
    }

    private void keepError(ByteBuffer bytes) {
        if (outcome == null) {
            errorBody.add(bytes);
            outcome = errorBody.full() ? new Outcome.Refused(status, headers, errorBody.bytes(), false) : null;
        }
    }

    private void read(AnswerReader answer, ByteBuffer bytes, long nowNanos) {
        long before = answer.contentEvents();
        answer.read(bytes);
        if (answer.contentEvents() != before) {
            lastContentNanos = nowNanos;
            if (firstContentNanos < 0) {
                firstContentNanos = nowNanos;
            }
        }
        Progress progress = answer.progress();
        if (progress == Progress.FAILED) {
            failedInside(answer, nowNanos);
        } else if (outcome == null && kind == AnswerKind.STREAM && progress != Progress.NOTHING_YET) {
            outcome = new Outcome.Succeeded(status, headers);
        }
    }

    /** An error event that somebody can make good is kept from the application; any other is the application's to read. */
    private void failedInside(AnswerReader answer, long nowNanos) {
        ErrorKind said = answer.error();
        if (outcome == null) {
            outcome = new Outcome.FailedInside(status, headers, said);
        } else if (failure == null
                && kind == AnswerKind.STREAM
                && (said == null || (Verdicts.ofKind(said).transientKind() && call.recoverable(this, nowNanos)))) {
            failure = failedInside(said);
        }
    }

    private IOException failedInside(@Nullable ErrorKind said) {
        String what = said == null
                ? "unreadable event"
                : "error event (" + said.name().toLowerCase(Locale.ROOT) + ")";
        return new IOException(
                what + " in the stream from " + attempt.endpoint().name());
    }

    /** The transport ended cleanly. Afterwards {@link #failure()} says whether the answer was cut all the same. */
    public void onEnd(long nowNanos) {
        if (over) {
            return;
        }
        ended = true;
        if (reader != null) {
            reader.end();
        }
        boolean translatable = translated == null || kind == AnswerKind.ERROR || translated.end();
        if (outcome == null) {
            outcome = translatable ? outcomeAtEnd() : untranslatable();
        } else if (kind == AnswerKind.STREAM && failure == null && reader != null) {
            failure = failureAtEnd(reader);
        }
        closeIfDelivered(nowNanos);
    }

    private Outcome outcomeAtEnd() {
        if (kind == AnswerKind.ERROR) {
            return new Outcome.Refused(status, headers, errorBody.bytes(), true);
        }
        if (reader != null && reader.progress() == Progress.FAILED && reader.error() != null) {
            return new Outcome.FailedInside(status, headers, reader.error());
        }
        return reader != null && reader.progress() != Progress.FINISHED
                ? new Outcome.Failed(FailureKind.CUT, truncated())
                : new Outcome.Succeeded(status, headers);
    }

    /** What is not finished is no clean end, not even after an error event: some clients pass over those. */
    private @Nullable IOException failureAtEnd(AnswerReader answer) {
        if (answer.progress() == Progress.FINISHED) {
            return null;
        }
        return answer.error() == null ? truncated() : failedInside(answer.error());
    }

    private TruncatedAnswerException truncated() {
        return new TruncatedAnswerException(
                "the answer from " + attempt.endpoint().name() + " ended before it was complete");
    }

    /** The connection broke, or a limit passed, in the middle of the answer. */
    public void onFailure(Throwable error, long nowNanos) {
        if (over) {
            return;
        }
        ended = true;
        if (outcome == null) {
            outcome = kind == AnswerKind.ERROR
                    ? new Outcome.Refused(status, headers, errorBody.bytes(), false)
                    : new Outcome.Failed(call.terms().kindInAnswer(error, nowNanos), error);
        } else if (failure == null && !complete()) {
            failure = error;
        }
        closeIfDelivered(nowNanos);
    }

    /** {@link #deadlineNanos} passed: the same as a failure, with an exception that names the limit. */
    public void onLimit(long nowNanos) {
        String waited = (nowNanos - (holding() ? attempt.startNanos() : lastContentNanos)) / 1_000_000 + " ms";
        String message = kind == AnswerKind.STREAM && !holding()
                ? "the stream from " + attempt.endpoint().name() + " stood still for " + waited
                : "no answer from " + attempt.endpoint().name() + " within " + waited;
        onFailure(new AttemptLimitException(message), nowNanos);
    }

    /** The application stopped reading, or cancelled. */
    public void onClosed(long nowNanos) {
        if (!over && outcome != null && call.delivered(this)) {
            over = true;
            call.answerOver(this, true, nowNanos);
        }
    }

    private void closeIfDelivered(long nowNanos) {
        if (call.delivered(this)) {
            over = true;
            call.answerOver(this, false, nowNanos);
        }
    }

    /** Called by the call when it delivers: an answer that is already whole ends the call at once. */
    void onDelivered(long nowNanos) {
        if (ended || reader == null || (kind == AnswerKind.PLAIN && reader.progress() == Progress.FINISHED)) {
            over = true;
            call.answerOver(this, false, nowNanos);
        }
    }

    /**
     * When something must have happened, on the ticker's scale; {@link Caller#NO_DEADLINE} if nothing must. It moves with every
     * event, so ask before each wait.
     */
    public long deadlineNanos() {
        return kind.deadlineNanos(call, attempt, holding(), headNanos, lastContentNanos);
    }

    /** After delivery: what must surface in the application instead of a clean end; null while all is well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** After delivery: whether all of a stream that may be taken up has come, so that a break behind it is a clean end. */
    public boolean complete() {
        StreamRepair repair = kind == AnswerKind.STREAM ? call.repair() : null;
        return repair != null && repair.complete() && !repair.diverged();
    }

    /**
     * After delivery: what of these bytes the application may have now. The same buffer unless the stream can be continued after a
     * break or comes in another dialect; then whole events only.
     */
    public ByteBuffer release(ByteBuffer bytes) {
        StreamRepair repair = kind == AnswerKind.STREAM ? call.repair() : null;
        ByteBuffer own = translated == null ? bytes : translated.take();
        if (repair == null) {
            released |= own.hasRemaining();
            return own;
        }
        ByteBuffer whole = repair.pass(own);
        released |= whole.hasRemaining();
        if (repair.diverged() && failure == null) {
            failure = call.brokenBy();
        }
        return whole;
    }

    /** After delivery: the application has been given bytes as they came, where nothing {@link #rewrites} them. */
    public void passed() {
        released = true;
    }

    /** After a clean end: what was kept back of a last event. */
    public ByteBuffer releaseRest() {
        StreamRepair repair = kind == AnswerKind.STREAM ? call.repair() : null;
        ByteBuffer own = translated == null ? NOTHING : translated.take();
        if (repair == null) {
            return own;
        }
        ByteBuffer last = repair.pass(own);
        ByteBuffer rest = repair.rest();
        return ByteBuffer.allocate(last.remaining() + rest.remaining())
                .put(last)
                .put(rest)
                .flip();
    }

    /** What the application gets in place of this answer, where it had to be translated and is there as a whole. */
    @Nullable
    Response instead(Decision.Deliver decision) {
        TranslatedAnswer answer = translated;
        boolean whole = kind != AnswerKind.STREAM || ended;
        return answer == null || !whole ? null : answer.response(outcome(), decision.headersToAdd());
    }

    /** Whether bytes must go through {@link #release}; if not, they may pass as they are. */
    public boolean rewrites() {
        return kind == AnswerKind.STREAM && (translated != null || call.repair() != null);
    }

    /**
     * A delivered stream has broken ({@link #failure} is not null): may another attempt take it up where the application is?
     *
     * @return a decision for a driver to go on with, whose delivered answer's bytes then follow in place of this one's; null when
     *     the failure is the application's
     */
    public @Nullable Decision recover(long nowNanos) {
        return call.recover(this, nowNanos);
    }

    /** What a delivered stream that has broken means for its target. */
    Verdict brokenVerdict() {
        ErrorKind said = errorEvent();
        if (said != null) {
            return Verdicts.ofKind(said);
        }
        return failure instanceof AttemptLimitException ? Verdict.SILENT : Verdict.CUT;
    }

    /** The error event that the provider ended it with, if any. */
    @Nullable
    ErrorKind errorEvent() {
        return reader != null && reader.progress() == Progress.FAILED ? reader.error() : null;
    }

    /** Whether the application has been given anything of it. */
    boolean released() {
        return released;
    }

    boolean isStream() {
        return kind == AnswerKind.STREAM;
    }

    /** Whether anybody still needs to be told about this answer's bytes: if not, the adapter passes the body as it is. */
    public boolean watching() {
        return !over;
    }

    Attempt attempt() {
        return attempt;
    }

    @Nullable
    AnswerReader reader() {
        return reader;
    }

    int status() {
        return status;
    }

    long firstContentNanos() {
        return kind == AnswerKind.STREAM || call.facts().stream() ? firstContentNanos : -1;
    }
}
