package dev.breakwater.client.apache5.async;

import dev.breakwater.call.FailureKind;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import java.util.Set;

/** What an exception of the client before the head of an answer means. */
final class Outcomes {
    /** No connection was to be had, or one that was closed before anything was written: some say it with misleading types. */
    private static final Set<String> NOT_SENT =
            Set.of("ConnectionRequestTimeoutException", "DeadlineTimeoutException", "RequestNotExecutedException");

    private Outcomes() {}

    static Outcome.Failed of(Throwable error) {
        return NOT_SENT.contains(error.getClass().getSimpleName())
                ? new Outcome.Failed(FailureKind.NOT_SENT, error)
                : Failures.outcome(error);
    }
}
