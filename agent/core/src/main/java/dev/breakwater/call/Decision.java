package dev.breakwater.call;

import dev.breakwater.message.Header;
import dev.breakwater.message.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do next. A driver obeys and reports back; it adds no judgement of its own. */
public sealed interface Decision {

    /** Send this attempt; whatever is still held of an earlier answer is discarded first. */
    record Send(Attempt attempt) implements Decision {}

    /**
     * Wait, then call {@link Call#waited}.
     *
     * @param nanos at most this long, more than 0
     * @param signal ends the wait early when raised, or null
     */
    record Wait(long nanos, WaitReason reason, @Nullable Signal signal) implements Decision {}

    /**
     * The outcome just reported is the application's: its response, or its exception.
     *
     * @param headersToAdd to the response; empty on success
     */
    record Deliver(List<Header> headersToAdd) implements Decision {
        static final Deliver AS_IT_IS = new Deliver(List.of());
        /** Tells the vendors' SDKs that everything worth trying was tried. */
        static final Deliver EXHAUSTED = new Deliver(List.of(new Header("x-should-retry", "false")));
    }

    /** The application gets this response, made by the agent. Nothing else is sent. */
    record Reject(Response response, Reason reason) implements Decision {}

    /** The application gets this exception again, although nothing was sent now: see {@link Reason#REPEATED}. */
    record Fail(Throwable error) implements Decision {}
}
