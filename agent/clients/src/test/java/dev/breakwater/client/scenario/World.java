package dev.breakwater.client.scenario;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.WaitReason;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.time.Ticker;
import dev.breakwater.weaving.WovenApplication;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Two providers, an engine, and an application that knows only the first of them. One a scenario. */
public final class World implements AutoCloseable {
    public static final String KEY_B = "sk-of-b";

    public final FaultProvider a = FaultProvider.start().named("a");
    public final FaultProvider b = FaultProvider.start().named("b");
    private final WovenApplication application;
    private final BlockingQueue<CallResult> results = new LinkedBlockingQueue<>();
    private final Semaphore waits = new Semaphore(0);

    public World(WovenApplication application) {
        this.application = application;
    }

    /** Puts a policy in force: calls to {@link #a} go there first, with the caller's key, and then to {@link #b}. */
    public CallEngine governed(Consumer<PolicyDraft> change) {
        return governed(change, UnaryOperator.identity());
    }

    /** The same with another dialect: one that fails, for one. */
    public CallEngine governed(Consumer<PolicyDraft> change, UnaryOperator<Dialect> dialect) {
        return governedAt(a.baseUrl(), b.baseUrl(), change, dialect);
    }

    /** The same with other servers in the providers' place. */
    public CallEngine governedAt(String first, String second, Consumer<PolicyDraft> change) {
        return governedAt(first, second, change, UnaryOperator.identity());
    }

    private CallEngine governedAt(
            String first, String second, Consumer<PolicyDraft> change, UnaryOperator<Dialect> dialect) {
        PolicyDraft draft = new PolicyDraft(first);
        change.accept(draft);
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        CallEngine engine =
                new CallEngine(Ticker.system(), random, new Recorder(), name -> dialect.apply(Dialects.named(name)));
        engine.apply(draft.orElse("a", first).orElse("b", second, KEY_B).build());
        application.governedBy(engine);
        return engine;
    }

    public CallEngine governed() {
        return governed(draft -> {});
    }

    /** No agent at all: what the application sees then is the measure. */
    public void ungoverned() {
        application.ungoverned();
    }

    /** A server of another make. */
    public Http2Server http2Server() {
        return ServerOfAnotherMake.LOADER.start("com.example.http2.MockServer", Http2Server.class);
    }

    /** What became of the next call; waits for its end. */
    public CallResult result() throws InterruptedException {
        CallResult result = results.poll(10, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("the call has not ended");
        }
        return result;
    }

    /** Waits until a call waits: for a back-off, or in a queue. */
    public void awaitWaiting() throws InterruptedException {
        if (!waits.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no call waits");
        }
    }

    /** One loader for all of them: its servers have one certificate, which each other's clients trust. */
    private static final class ServerOfAnotherMake {
        static final WovenApplication LOADER = WovenApplication.with("mockwebserver", "5.5.1");
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }

    private final class Recorder implements CallListener {
        @Override
        public CallObserver started(Call call, long nowNanos) {
            return new CallObserver() {
                @Override
                public void waiting(WaitReason reason, long nanos, long at) {
                    waits.release();
                }

                @Override
                public void ended(CallResult result, long at) {
                    results.add(result);
                }
            };
        }
    }
}
