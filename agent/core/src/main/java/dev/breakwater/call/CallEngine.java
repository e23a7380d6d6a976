package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.Policy;
import dev.breakwater.time.Ticker;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine as adapters see it: whose call is this, and a state machine for each that is ours. Thread-safe; a call reads one
 * snapshot of the policy and ends under the policy that it began with.
 */
public final class CallEngine {
    private final Ticker ticker;
    private final RandomGenerator random;
    private final CallListener listener;
    private final CallListener callListener;
    private final Function<String, Dialect> dialects;
    private final InForce inForce;
    private final BooleanSupplier usable;

    /**
     * @param random thread-safe, or confined to the thread that simulates
     * @param dialects by the names that policies use
     */
    public CallEngine(
            Ticker ticker, RandomGenerator random, CallListener listener, Function<String, Dialect> dialects) {
        this(ticker, random, listener, listener, dialects, new InForce(), () -> true);
    }

    private CallEngine(
            Ticker ticker,
            RandomGenerator random,
            CallListener listener,
            CallListener callListener,
            Function<String, Dialect> dialects,
            InForce inForce,
            BooleanSupplier usable) {
        this.ticker = ticker;
        this.random = random;
        this.listener = listener;
        this.callListener = callListener;
        this.dialects = dialects;
        this.inForce = inForce;
        this.usable = usable;
    }

    /**
     * The same engine, policy and targets included, as one application's adapters use it: calls opened here are told to
     * {@code calls} instead; what calls share (breakers, keys) is still told to the engine's own listener.
     */
    public CallEngine heardBy(CallListener calls) {
        return new CallEngine(ticker, random, listener, calls, dialects, inForce, usable);
    }

    /**
     * The same engine for a client of which it is not known yet whether the agent can handle it: no request is ours unless
     * {@code usable} says so. It is asked only where a request may be ours otherwise, as often as that is, by any thread, and
     * what it throws reaches who asked.
     */
    public CallEngine onlyIf(BooleanSupplier usable) {
        return new CallEngine(ticker, random, listener, callListener, dialects, inForce, usable);
    }

    /** Puts a policy in force for calls that begin from now on. What unchanged endpoints have learnt lives on. */
    public void apply(Policy policy) {
        synchronized (inForce) {
            inForce.table = new Assembly(ticker, listener, dialects, inForce.table).of(policy);
        }
    }

    /** Whether a request to this host may be ours: the first question at every call, so it allocates nothing. */
    public boolean mayMatch(String host) {
        return inForce.table.mayMatch(host) && usable.getAsBoolean();
    }

    /** The same where the host is not known yet. */
    public boolean mayMatchSomeHost() {
        return !inForce.table.upstreams().isEmpty() && usable.getAsBoolean();
    }

    /** The upstream that a request to {@code url} belongs to, or null: then the agent has no business with it. */
    public @Nullable Upstream upstreamOf(Url url) {
        if (Thread.currentThread() instanceof AgentThread) {
            return null;
        }
        Upstream upstream = inForce.table.find(url);
        return upstream == null || !usable.getAsBoolean() ? null : upstream;
    }

    /** The upstreams in force, for status and explanations. */
    public List<Upstream> upstreams() {
        return inForce.table.upstreams();
    }

    /**
     * Begins a call.
     *
     * @throws IllegalArgumentException if the request does not lie below the upstream's base URL
     */
    public Call open(Upstream upstream, Request request, Caller caller) {
        Url base = upstream.baseOf(request.url());
        if (base == null) {
            throw new IllegalArgumentException(request.url() + " is not a call to upstream " + upstream.name());
        }
        return new Call(this, new Terms(upstream, request, upstream.dialect().facts(request), caller, base, ticker));
    }

    public Ticker ticker() {
        return ticker;
    }

    RandomGenerator random() {
        return random;
    }

    /** Told of what calls share. */
    CallListener listener() {
        return listener;
    }

    /** Told of calls. */
    CallListener callListener() {
        return callListener;
    }

    /** The snapshot that new calls read, shared with {@link #heardBy} the same engine. */
    private static final class InForce {
        volatile UpstreamTable table = UpstreamTable.EMPTY;
    }
}
