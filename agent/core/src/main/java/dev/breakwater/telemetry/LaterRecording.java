package dev.breakwater.telemetry;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.call.WaitReason;
import dev.breakwater.routing.Endpoint;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Records a call when it is over, as nobody can see its spans before: unless something is not as it should be, which is told of at
 * once. Used by one thread at a time.
 */
final class LaterRecording implements CallObserver, Runnable {
    /** A larger prompt is not kept for longer than its call. */
    private static final long MAX_BODY_BYTES = 16 << 10;

    private final CallTelemetry telemetry;
    private final RecordingQueue queue;
    private final Call call;
    private final long startNanos;
    private final long epochOffsetNanos;
    private final Context parent;
    private @Nullable Attempt attempt;
    private long sentNanos;
    private @Nullable Outcome good;
    private long judgedNanos;
    private @Nullable CallResult result;
    private long endNanos;
    private @Nullable CallObserver recording;

    LaterRecording(
            CallTelemetry telemetry,
            RecordingQueue queue,
            Call call,
            long startNanos,
            long epochOffsetNanos,
            Context parent) {
        this.telemetry = telemetry;
        this.queue = queue;
        this.call = call;
        this.startNanos = startNanos;
        this.epochOffsetNanos = epochOffsetNanos;
        this.parent = parent;
    }

    @Override
    public Scope sending(Attempt next, long nowNanos) {
        if (attempt != null || recording != null) {
            return recording().sending(next, nowNanos);
        }
        attempt = next;
        sentNanos = nowNanos;
        return Scope.NONE;
    }

    @Override
    public void attemptEnded(Attempt judged, Outcome outcome, Verdict verdict, long nowNanos) {
        if (recording == null && verdict == Verdict.SUCCESS) {
            good = outcome;
            judgedNanos = nowNanos;
        } else {
            recording().attemptEnded(judged, outcome, verdict, nowNanos);
        }
    }

    @Override
    public void waiting(WaitReason reason, long nanos, long nowNanos) {
        recording().waiting(reason, nanos, nowNanos);
    }

    @Override
    public void passedOver(Endpoint endpoint, String what) {
        recording().passedOver(endpoint, what);
    }

    @Override
    public void wouldHave(String action) {
        recording().wouldHave(action);
    }

    @Override
    public void ended(CallResult ending, long nowNanos) {
        if (recording != null) {
            recording.ended(ending, nowNanos);
            return;
        }
        result = ending;
        endNanos = nowNanos;
        boolean small = call.request().body().length() <= MAX_BODY_BYTES;
        if (!small || !queue.offer(this)) {
            run();
        }
    }

    @Override
    public void run() {
        CallResult ending = result;
        if (ending != null) {
            recording().ended(ending, endNanos);
        }
    }

    /** What records from here on; it has been told what was kept. */
    private CallObserver recording() {
        CallObserver known = recording;
        if (known == null) {
            known = telemetry.started(call, startNanos, epochOffsetNanos, parent);
            recording = known;
            Attempt sent = attempt;
            if (sent != null) {
                known.sending(sent, sentNanos).close();
                if (good != null) {
                    known.attemptEnded(sent, good, Verdict.SUCCESS, judgedNanos);
                }
            }
        }
        return known;
    }
}
