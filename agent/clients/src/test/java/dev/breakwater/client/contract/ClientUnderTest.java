package dev.breakwater.client.contract;

import dev.breakwater.call.CallEngine;
import java.util.Set;

/**
 * One HTTP client under its adapter, in a form that the contract can drive. A client is either really woven or has its gate
 * called by hand; the contract does not care. Closed after each test.
 */
public interface ClientUnderTest extends AutoCloseable {

    /** What a client can do at all, agent or not. A scenario that needs more than a client has is skipped for it. */
    enum Ability {
        /** {@link #send} and {@link #open}. */
        BLOCKING,
        /** {@link #start}. */
        ASYNC,
        /** An interrupt ends a blocking call in every phase, not only while the agent waits. */
        INTERRUPTIBLE_IO,
        /** A body may be closed by one thread while another one reads it, and that ends the exchange. */
        CLOSE_FROM_ANYWHERE,
        /** {@link Ask#timeout} covers the body, too, and not only the time until the head. */
        TIMEOUT_COVERS_BODY,
        /** Decompresses by itself and asks for that by itself. */
        TRANSPARENT_GZIP,
        /** Follows redirects, if the application has set it up so. */
        REDIRECTS,
        /** Closes a connection over which an answer of 500 or more has come, whole or not. */
        CLOSES_AFTER_SERVER_ERRORS
    }

    /** Makes one; called once a test, so that no connection is left over from the test before. */
    @FunctionalInterface
    interface Factory {
        ClientUnderTest create(CallEngine engine, Setup setup);
    }

    /** How the application has set up its client. */
    record Setup(boolean followRedirects) {
        public static final Setup DEFAULT = new Setup(false);
    }

    Set<Ability> abilities();

    /** Sends on the calling thread and reads the whole answer there. */
    Received send(Ask ask) throws Exception;

    /** Sends on the calling thread; the test reads the body piece by piece. Closing it before its end leaves the answer. */
    OpenAnswer open(Ask ask) throws Exception;

    /** Starts a call that holds no thread of the caller's; the whole answer is read before it is given. */
    RunningCall start(Ask ask);

    /** Starts a call that holds no thread of the caller's and gives its answer as soon as the application may read it. */
    RunningStream startStream(Ask ask);

    @Override
    void close() throws Exception;
}
