package dev.breakwater.call;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.dialect.StreamRepair;
import dev.breakwater.message.Request;
import dev.breakwater.policy.StreamRecovery;
import org.jspecify.annotations.Nullable;

/** How one call's stream is saved after it has broken: what it was broken by, and what the next attempt is asked. */
final class Recovery {
    private final Terms terms;
    private final StreamRecovery mode;
    private final @Nullable StreamRepair repair;
    private @Nullable Throwable brokenBy;
    private boolean anythingReleased;
    private boolean continued;
    private boolean prefixRefused;

    Recovery(Terms terms) {
        this.terms = terms;
        this.mode = terms.upstream.policy().streamRecovery();
        this.repair = mode == StreamRecovery.CONTINUE && terms.facts.stream()
                ? terms.upstream.dialect().repair(terms.request, terms.facts)
                : null;
    }

    @Nullable
    StreamRepair repair() {
        return repair;
    }

    /** What broke the stream first: the application's failure when nothing saves it. */
    @Nullable
    Throwable brokenBy() {
        return brokenBy;
    }

    boolean underWay() {
        return brokenBy != null;
    }

    /** Whether a delivered answer that has broken may be taken up by another attempt. */
    boolean possible(AnswerGate gate) {
        if (!gate.isStream() || mode.compareTo(StreamRecovery.RESTART) < 0) {
            return false;
        }
        boolean untouched = !gate.released() && !anythingReleased;
        return untouched || (repair != null && repair.resumable() && !repair.diverged());
    }

    void broke(AnswerGate gate, Throwable error) {
        anythingReleased |= gate.released();
        if (brokenBy == null) {
            brokenBy = error;
        }
    }

    /** What is sent to {@code target} to take the stream up: a continuation where the endpoint supports one, else the same again. */
    @Nullable
    RequestChange change(Candidate candidate) {
        StreamRepair carrier = repair;
        continued = false;
        if (carrier == null
                || !anythingReleased
                || prefixRefused
                || candidate.foreign()
                || !candidate.target.endpoint().config().supportsPrefill()) {
            return candidate.change();
        }
        Request goingOn = carrier.continued(terms.request);
        if (goingOn == null) {
            return candidate.change();
        }
        continued = true;
        RequestFacts facts = terms.upstream.dialect().facts(goingOn);
        RequestChange change = new RequestRewriter(terms, goingOn, facts).inOwnDialect(candidate.target);
        return change == null ? null : change.withBodyOf(goingOn);
    }

    /** A refused continuation says nothing about the call: the same target may be asked from the beginning. */
    boolean refused(Verdict verdict) {
        boolean refused = continued && verdict == Verdict.BAD_REQUEST;
        prefixRefused |= refused;
        return refused;
    }

    /** The new answer is about to be delivered behind the old one. */
    void resumed() {
        if (repair != null && underWay()) {
            repair.resume(continued || !anythingReleased);
        }
    }
}
