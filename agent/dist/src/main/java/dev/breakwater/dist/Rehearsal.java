package dev.breakwater.dist;

import dev.breakwater.call.AgentThread;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Upstream;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the application's first call would wait for, while the application still starts. The JVM loads a class for whoever
 * needs it first, so a call is played through: with an engine of its own, which has the policy in common with the real one and
 * nothing else. It sends nothing, is told to nobody and leaves nothing behind.
 *
 * <p>Nothing of OpenTelemetry's: it sets up the JDK's logging, which an application server wants to do itself, first thing in its
 * {@code main}. And not where the policy only observes, as it does in a JVM for which nobody wrote one: it may never call such a host.
 */
final class Rehearsal {
    private static final byte[] QUESTION = bytes("{'model':'m','messages':[{'role':'user','content':'?'}]}");
    private static final byte[] ANSWER =
            bytes("{'model':'m','choices':[{'message':{'content':'.'},'finish_reason':'stop'}],"
                    + "'usage':{'prompt_tokens':1,'completion_tokens':1}}");

    private final CallEngine engine;

    Rehearsal(CallEngine engine) {
        this.engine = engine;
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** Starts it on a thread of its own. Whatever goes wrong with it, the call that comes will do without. */
    void begin() {
        try {
            AgentThread.of(this::run, "breakwater-rehearsal").start();
        } catch (RuntimeException | Error noThreads) {
            // The first call takes longer.
        }
    }

    private void run() {
        try {
            Upstream governed = firstGoverned();
            if (governed != null) {
                call(governed.policy());
            }
        } catch (RuntimeException | LinkageError notPossible) {
            // Then the first call finds out, and says so.
        }
    }

    /** The upstream that is played with, or null: then there is no rehearsal. */
    @Nullable
    Upstream firstGoverned() {
        for (Upstream upstream : engine.upstreams()) {
            if (upstream.policy().mode() == Mode.ENFORCE) {
                return upstream;
            }
        }
        return null;
    }

    /** Returns how the call ended. */
    Decision call(UpstreamPolicy policy) {
        CallEngine apart = new CallEngine(engine.ticker(), () -> 0, CallListener.NONE, Dialects::named);
        apart.apply(new Policy(List.of(policy), false));
        Url base = policy.baseUrls().get(0).base();
        Url url =
                base.withPath(base.path().equals("/") ? "/chat/completions" : base.path() + "/chat/completions", null);
        Request request = new Request("POST", url, Headers.NONE, Body.of(QUESTION));
        Caller caller = new Caller(Caller.NO_DEADLINE, Thread.currentThread().getId());
        Call call = apart.open(apart.upstreams().get(0), request, caller);
        Decision decision = call.start(apart.ticker().nanos());
        return decision instanceof Decision.Send send ? answered(call, send.attempt()) : decision;
    }

    private Decision answered(Call call, Attempt attempt) {
        Headers head = Headers.of(List.of(new Header("content-type", "application/json")));
        AnswerGate gate = attempt.onHead(200, head, engine.ticker().nanos());
        gate.onBytes(ByteBuffer.wrap(ANSWER), engine.ticker().nanos());
        gate.onEnd(engine.ticker().nanos());
        return call.next(gate.outcome(), engine.ticker().nanos());
    }
}
