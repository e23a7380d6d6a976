package dev.breakwater.dialect;

import dev.breakwater.message.Request;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one call's stream across a break. It lets whole events through and remembers the text that they held; after a break
 * it turns the events of another answer into the rest of the first, in the dialect's own framing. Used by one thread at a time.
 */
public interface StreamRepair {

    /** What of these bytes may be delivered now: whole events, nothing of the one that is still arriving. */
    ByteBuffer pass(ByteBuffer bytes);

    /** What is left to deliver when the answer has ended as it should. */
    ByteBuffer rest();

    /** Whether what was delivered so far can be taken up again: text in one choice, and no end yet. */
    boolean resumable();

    /** Whether the end mark has passed: there is nothing that a break could still take away. */
    boolean complete();

    /**
     * The request that asks a model to go on from what was delivered: the application's, with an assistant's message at its end.
     *
     * @return null when that cannot be said in this request
     */
    @Nullable
    Request continued(Request request);

    /**
     * A new answer takes over.
     *
     * @param continued whether it answers {@link #continued}; else it starts from the beginning, and what was already delivered
     *     is dropped from it
     */
    void resume(boolean continued);

    /**
     * What the application's answer has used, as it reads it itself: reported figures only.
     *
     * @param last what the answer that is delivered now has reported; null for nothing
     */
    @Nullable
    TokenUsage total(@Nullable TokenUsage last);

    /** Whether the new answer turned out not to begin with what was delivered: nothing of it has been passed on. */
    boolean diverged();
}
