package dev.breakwater.status;

import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.Outcome;
import dev.breakwater.call.Verdict;
import dev.breakwater.time.Ticker;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says in single lines what the person on call should know: circuits, rejected keys, fail-overs, rejections. The first time at
 * once, then at most a line a minute for each kind. Thread-safe.
 */
public final class StatusLines implements CallListener {
    private final Notices notices;
    private final Detours detours;

    /**
     * @param sink takes one line, without a prefix; must neither block nor throw
     */
    public StatusLines(Ticker ticker, Consumer<String> sink) {
        notices = new Notices(ticker, sink);
        detours = new Detours(notices);
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        return new Watcher(call.upstream().name());
    }

    @Override
    public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
        String where = upstream + ": circuit of " + endpoint + (model.isEmpty() ? "" : " for " + model);
        String line = switch (to) {
            case "OPEN" -> where + " is open: it gets no calls for now";
            case "CLOSED" -> where + " is closed again";
            default -> null;
        };
        if (line != null) {
            notices.tell("circuit " + to + " " + upstream + " " + endpoint, line);
        }
    }

    @Override
    public void keyRejected(String upstream, String endpoint, String keyLabel, Verdict why) {
        String reason = why == Verdict.QUOTA_EXHAUSTED ? "its quota is used up" : "the provider does not accept it";
        notices.tell(
                "key " + upstream + " " + endpoint + " " + keyLabel,
                upstream + ": key " + keyLabel + " of " + endpoint + " is out of its pool: " + reason);
    }

    private final class Watcher implements CallObserver {
        private final String upstream;
        private @Nullable Attempt last;
        private @Nullable Verdict lastVerdict;

        Watcher(String upstream) {
            this.upstream = upstream;
        }

        @Override
        public Scope sending(Attempt attempt, long nowNanos) {
            Attempt before = last;
            Verdict why = lastVerdict;
            if (before != null && why != null && before.endpoint() != attempt.endpoint()) {
                // An answer that was good and is followed by another send broke off on its way.
                Verdict failure = why == Verdict.SUCCESS ? Verdict.CUT : why;
                detours.movedOn(
                        upstream, before.endpoint().name(), attempt.endpoint().name(), failure, nowNanos);
            }
            last = attempt;
            return Scope.NONE;
        }

        @Override
        public void attemptEnded(Attempt attempt, Outcome outcome, Verdict verdict, long nowNanos) {
            lastVerdict = verdict;
            if (verdict == Verdict.SUCCESS) {
                detours.answered(upstream, attempt.endpoint().name(), nowNanos);
            }
        }

        @Override
        public void ended(CallResult result, long nowNanos) {
            if (result.rejection() != null) {
                String reason = result.rejection().token();
                notices.tell(
                        "rejection " + upstream + " " + reason,
                        upstream + ": a call was answered by the agent itself (" + reason + ")");
            }
        }
    }
}
