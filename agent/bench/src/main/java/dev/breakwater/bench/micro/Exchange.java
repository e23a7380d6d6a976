package dev.breakwater.bench.micro;

import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.yaml.PolicyException;
import dev.breakwater.policy.yaml.PolicyReader;
import dev.breakwater.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Successful plain calls through the engine, with the network taken out. Safe for concurrent use. */
public final class Exchange {
    /** One endpoint, the caller's own key. */
    public static final String ONE_ENDPOINT = """
            upstreams:
              bench: {base-url: https://api.example.com/v1, dialect: openai}
            """;

    /** Two endpoints that share the traffic, limited. */
    public static final String TWO_ENDPOINTS = """
            upstreams:
              bench:
                base-url: https://api.example.com/v1
                dialect: openai
                endpoints:
                  - {name: a, url: https://api.example.com/v1, weight: 50}
                  - {name: b, url: https://b.example.com/v1, weight: 50, key: sk-b}
            """;

    private static final Headers ANSWER = Headers.of(
            List.of(new Header("content-type", "application/json"), new Header("x-request-id", "req_bench")));

    private final CallEngine engine;
    private final Ticker ticker = Ticker.system();
    private final Request request;
    private final byte[] answer;

    /** @param answer what the provider's body is */
    public Exchange(String policy, Function<String, Dialect> dialects, byte[] answer) {
        this.answer = answer;
        engine = new CallEngine(ticker, () -> ThreadLocalRandom.current().nextLong(), CallListener.NONE, dialects);
        try {
            engine.apply(new PolicyReader(name -> null)
                    .read(policy, "bench.yaml", Path.of("."))
                    .policy());
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
        byte[] body = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Why do waves break?\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        request = new Request(
                "POST",
                Url.parse("https://api.example.com/v1/chat/completions"),
                Headers.of(List.of(
                        new Header("authorization", "Bearer sk-app"), new Header("content-type", "application/json"))),
                Body.of(body));
    }

    /** One call from its beginning to its answer, as an adapter has it. */
    public Decision call() {
        Call call = engine.open(
                Objects.requireNonNull(engine.upstreamOf(request.url())), request, new Caller(Caller.NO_DEADLINE, 1));
        Decision first = call.start(ticker.nanos());
        if (!(first instanceof Decision.Send send)) {
            throw new IllegalStateException("not sent: " + first);
        }
        AnswerGate gate = send.attempt().onHead(200, ANSWER, ticker.nanos());
        if (answer.length > 0) {
            gate.onBytes(ByteBuffer.wrap(answer), ticker.nanos());
        }
        if (gate.holding()) {
            gate.onEnd(ticker.nanos());
        }
        Decision last = call.next(gate.outcome(), ticker.nanos());
        if (!(last instanceof Decision.Deliver)) {
            throw new IllegalStateException("not delivered: " + last);
        }
        return last;
    }

    public Request request() {
        return request;
    }
}
