package dev.breakwater.call;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.time.ManualTicker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The real engine in a world of its own: virtual time, and endpoints that answer by a script. */
final class World {
    static final String BASE = "https://api.example.com/v1";

    /** What an endpoint does with one request: it takes some time and comes to something. */
    record Step(Duration takes, Reaction reaction) {}

    /** Feeds an attempt and answers its outcome. */
    interface Reaction {
        Outcome react(Attempt attempt, World world);
    }

    /** One send as the world saw it. */
    record Sent(String endpoint, String key, long atMillis, Attempt attempt) {}

    /** What the application got. */
    record Got(Decision decision, Outcome outcome, Throwable error, long tookMillis) {
        int status() {
            if (decision instanceof Decision.Reject reject) {
                return reject.response().status();
            }
            if (outcome instanceof Outcome.Refused refused) {
                return refused.status();
            }
            return outcome instanceof Outcome.Succeeded succeeded ? succeeded.status() : 0;
        }

        boolean answered() {
            return decision instanceof Decision.Deliver && outcome instanceof Outcome.Succeeded;
        }

        String header(String name) {
            List<Header> headers = decision instanceof Decision.Reject reject
                    ? reject.response().headers()
                    : ((Decision.Deliver) decision).headersToAdd();
            return Headers.of(headers).first(name);
        }
    }

    final ManualTicker ticker = new ManualTicker();
    final List<Sent> sent = new ArrayList<>();
    final List<WaitReason> waits = new ArrayList<>();
    final List<CallResult> results = new ArrayList<>();
    final CallEngine engine;
    private final Map<String, Deque<Step>> scripts = new HashMap<>();
    private final Map<String, Step> defaults = new HashMap<>();
    private Runnable whileWaiting = () -> {};

    World(UpstreamPolicy policy) {
        this(policy, name -> new TestDialect());
    }

    World(UpstreamPolicy policy, Function<String, Dialect> dialects) {
        CallListener listener = new CallListener() {
            @Override
            public CallObserver started(Call call, long nowNanos) {
                return new CallObserver() {
                    @Override
                    public void ended(CallResult result, long now) {
                        results.add(result);
                    }
                };
            }
        };
        engine = new CallEngine(ticker, new Random(1), listener, dialects);
        apply(policy);
    }

    void apply(UpstreamPolicy policy) {
        engine.apply(new Policy(List.of(policy), false));
    }

    World script(String endpoint, Step... steps) {
        scripts.computeIfAbsent(endpoint, e -> new ArrayDeque<>()).addAll(List.of(steps));
        return this;
    }

    World always(String endpoint, Step step) {
        defaults.put(endpoint, step);
        return this;
    }

    World whileWaiting(Runnable action) {
        whileWaiting = action;
        return this;
    }

    static Request request(String body, Header... headers) {
        Body content = Body.of(body.getBytes(StandardCharsets.UTF_8));
        return new Request("POST", Url.parse(BASE + "/chat/completions"), Headers.of(List.of(headers)), content);
    }

    Got call() {
        return call(request("gpt"));
    }

    Got call(Request request) {
        return call(request, new Caller(Caller.NO_DEADLINE, 1));
    }

    Call open(Request request, Caller caller) {
        return engine.open(engine.upstreamOf(request.url()), request, caller);
    }

    Got call(Request request, Caller caller) {
        Call call = open(request, caller);
        long start = ticker.nanos();
        Decision decision = call.start(start);
        Outcome outcome = null;
        while (true) {
            if (decision instanceof Decision.Send send) {
                outcome = send(send.attempt());
                decision = call.next(outcome, ticker.nanos());
            } else if (decision instanceof Decision.Wait wait) {
                waits.add(wait.reason());
                // As drivers do, which have discarded the answer before they wait.
                outcome = null;
                whileWaiting.run();
                Signal signal = wait.signal();
                if (signal == null || !signal.raised()) {
                    ticker.advanceNanos(wait.nanos());
                }
                decision = call.waited(ticker.nanos());
            } else {
                Throwable error = decision instanceof Decision.Fail fail ? fail.error() : call.failure();
                return new Got(decision, outcome, error, (ticker.nanos() - start) / 1_000_000);
            }
        }
    }

    private Outcome send(Attempt attempt) {
        String endpoint = attempt.endpoint().name();
        sent.add(new Sent(endpoint, attempt.keyLabel(), ticker.nanos() / 1_000_000, attempt));
        Deque<Step> script = scripts.get(endpoint);
        Step step = script != null && !script.isEmpty() ? script.poll() : defaults.getOrDefault(endpoint, ok());
        long arrives = ticker.nanos() + step.takes().toNanos();
        if (arrives > attempt.answerDeadlineNanos()) {
            ticker.advanceNanos(attempt.answerDeadlineNanos() - ticker.nanos());
            return attempt.limitPassed(ticker.nanos());
        }
        ticker.advance(step.takes());
        return step.reaction().react(attempt, this);
    }

    List<String> endpoints() {
        return sent.stream().map(Sent::endpoint).toList();
    }

    static Step ok() {
        return answers("tt$");
    }

    /** A 200 with these events (see {@link TestAnswerReader}), then a clean end. */
    static Step answers(String events) {
        return new Step(Duration.ofMillis(10), (attempt, world) -> {
            AnswerGate gate = attempt.onHead(200, Headers.NONE, world.ticker.nanos());
            feed(gate, events, world);
            if (gate.holding()) {
                gate.onEnd(world.ticker.nanos());
            }
            return gate.outcome();
        });
    }

    static void feed(AnswerGate gate, String events, World world) {
        for (byte event : events.getBytes(StandardCharsets.US_ASCII)) {
            gate.onBytes(ByteBuffer.wrap(new byte[] {event}), world.ticker.nanos());
        }
    }

    static Step refuses(int status, Header... headers) {
        return refuses(status, "", headers);
    }

    static Step refuses(int status, String kind, Header... headers) {
        return new Step(Duration.ofMillis(10), (attempt, world) -> {
            AnswerGate gate = attempt.onHead(status, Headers.of(List.of(headers)), world.ticker.nanos());
            gate.onBytes(ByteBuffer.wrap(kind.getBytes(StandardCharsets.US_ASCII)), world.ticker.nanos());
            gate.onEnd(world.ticker.nanos());
            return gate.outcome();
        });
    }

    static Step retryAfter(int seconds) {
        return refuses(429, new Header("retry-after", Integer.toString(seconds)));
    }

    static Step fails(FailureKind kind) {
        return new Step(
                Duration.ofMillis(5),
                (attempt, world) -> new Outcome.Failed(kind, new java.io.IOException(kind.name())));
    }

    static Step silent() {
        return new Step(
                Duration.ofHours(1),
                (attempt, world) -> new Outcome.Failed(FailureKind.LOST, new java.io.IOException("an hour later")));
    }
}
