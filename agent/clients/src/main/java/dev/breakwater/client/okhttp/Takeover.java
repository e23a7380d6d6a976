package dev.breakwater.client.okhttp;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.Call;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Failures;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Takes a broken stream up while the application reads it. OkHttp's call is over by then, so the next attempts go through a clone
 * of it: the same client, interceptors and all. The clone's own interceptor finds out by this thread that it is not a new call.
 */
final class Takeover {
    private static final ThreadLocal<@Nullable Takeover> CURRENT = new ThreadLocal<>();
    private static final long WATCH_NANOS = 50_000_000L;

    private final okhttp3.Call original;
    private final Call call;
    private final AttemptRequests requests;
    private final CallLimits limits;
    private final BlockingDriver driver;
    private @Nullable Decision next;
    private @Nullable GovernedCall resumed;
    private volatile okhttp3.@Nullable Call running;
    private volatile boolean underWay;
    private volatile boolean left;

    Takeover(okhttp3.Call original, Call call, AttemptRequests requests, CallLimits limits, BlockingDriver driver) {
        this.original = original;
        this.call = call;
        this.requests = requests;
        this.limits = limits;
        this.driver = driver;
    }

    /** The takeover that this thread is about, if any; asked once, at the innermost interceptor. */
    static @Nullable Takeover takeCurrent() {
        Takeover current = CURRENT.get();
        if (current != null) {
            CURRENT.remove();
        }
        return current;
    }

    boolean cancelled() {
        return original.isCanceled();
    }

    /**
     * Asks for the rest of an answer that has broken.
     *
     * @return what is read in its place, or null when nobody can give it
     * @throws IOException what the application must see: what broke the answer, or its own cancellation
     */
    @Nullable
    AnswerBytes takeUp(AnswerGate broken) throws IOException {
        Decision decision = broken.recover(limits.now());
        if (decision == null) {
            return null;
        }
        next = decision;
        okhttp3.Call clone = original.clone();
        underWay = true;
        watch(clone);
        CURRENT.set(this);
        try {
            if (left) {
                clone.cancel();
            }
            clone.execute();
            GovernedCall sender = resumed;
            return sender == null ? null : sender.bytes();
        } catch (IOException e) {
            running = null;
            throw e;
        } finally {
            CURRENT.remove();
            underWay = false;
        }
    }

    /** Called back from within the clone: goes on with the call along the clone's chain. */
    Response proceed(Interceptor.Chain chain, CredentialInterceptor credential) throws IOException {
        GovernedCall sender = new GovernedCall(call, chain, requests, credential, limits, driver);
        resumed = sender;
        Decision decision = next;
        if (decision == null) {
            throw new IOException("the stream was not to be taken up");
        }
        try {
            return sender.resume(decision);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw Failures.asIo(e);
        }
    }

    /** The application only knows the original: its cancellation must reach the clone, and OkHttp tells nobody of it. */
    private void watch(okhttp3.Call clone) {
        boolean first = running == null;
        running = clone;
        if (first) {
            Thread watcher = new Thread(null, this::passCancellationOn, "breakwater-takeover", 0, false);
            watcher.setDaemon(true);
            watcher.setContextClassLoader(null);
            watcher.start();
        }
    }

    private void passCancellationOn() {
        okhttp3.Call current = running;
        while (current != null) {
            if (original.isCanceled()) {
                current.cancel();
                return;
            }
            LockSupport.parkNanos(this, WATCH_NANOS);
            current = running;
        }
    }

    /**
     * The application leaves the answer, perhaps on another thread than the one that reads it.
     *
     * @return whether the answer was just being taken up: then it is that thread which ends the call
     */
    boolean leave() {
        left = true;
        okhttp3.Call current = running;
        boolean takingUp = underWay;
        if (takingUp && current != null) {
            current.cancel();
        }
        running = null;
        return takingUp;
    }

    /** The answer has been read: nothing is to be cancelled any more. */
    void over() {
        running = null;
    }
}
