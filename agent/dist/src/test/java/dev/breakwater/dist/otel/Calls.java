package dev.breakwater.dist.otel;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.BlockingSender;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Response;
import dev.breakwater.message.Url;
import dev.breakwater.policy.HostPattern;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import dev.breakwater.policy.UpstreamPolicy;
import dev.breakwater.resilience.limit.LimitConfig;
import dev.breakwater.resilience.retry.RetryConfig;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.BalanceStrategyName;
import dev.breakwater.routing.EndpointConfig;
import dev.breakwater.routing.EndpointUrl;
import dev.breakwater.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Calls through the real engine and its blocking driver to an endpoint that answers by itself, without any network. */
final class Calls {
    private static final String ANSWER = "{\"id\":\"chatcmpl-7\",\"model\":\"gpt-4.1-2025-04-14\",\"choices\":[{"
            + "\"message\":{\"content\":\"four\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":12}}";
    private static final String BASE = "https://api.openai.com/v1";

    final CallEngine engine;

    Calls(CallListener listener) {
        engine = new CallEngine(Ticker.system(), new Random(1), listener, Dialects::named);
        engine.apply(new Policy(List.of(policy()), false));
    }

    /** One that is answered. */
    static void make(CallEngine engine) {
        make(engine, attempt -> {});
    }

    /** The same; something is done while the attempt is sent. */
    static void make(CallEngine engine, Consumer<Attempt> whileSending) {
        String json = "{\"model\":\"gpt-4.1\",\"messages\":[]}";
        Request request = new Request(
                "POST",
                Url.parse(BASE + "/chat/completions"),
                Headers.NONE,
                Body.of(json.getBytes(StandardCharsets.UTF_8)));
        Call call = engine.open(engine.upstreamOf(request.url()), request, new Caller(Caller.NO_DEADLINE, 1));
        try {
            new BlockingDriver(Ticker.system()).run(call, new Answering(whileSending));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static UpstreamPolicy policy() {
        EndpointConfig endpoint = new EndpointConfig(
                "primary",
                EndpointUrl.parse(BASE),
                Optional.empty(),
                "openai",
                1,
                1,
                Map.of(),
                List.of(),
                AuthScheme.BEARER,
                List.of(),
                Map.of(),
                0,
                false,
                Optional.empty(),
                Optional.empty());
        return new UpstreamPolicy(
                "openai",
                List.of(HostPattern.parse(BASE)),
                "openai",
                "openai",
                Mode.ENFORCE,
                List.of(endpoint),
                BalanceStrategyName.WEIGHTED,
                Optional.empty(),
                TimeoutsConfig.NONE,
                RetryConfig.DEFAULT,
                Optional.empty(),
                LimitConfig.NONE,
                StreamRecovery.FIRST_TOKEN,
                Map.of());
    }

    private record Answering(Consumer<Attempt> whileSending) implements BlockingSender<String> {
        @Override
        public Answer<String> send(Attempt attempt) {
            whileSending.accept(attempt);
            Header json = new Header("content-type", "application/json");
            long now = Ticker.system().nanos();
            AnswerGate gate = attempt.onHead(200, Headers.of(List.of(json)), now);
            gate.onBytes(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.UTF_8)), now);
            gate.onEnd(now);
            return new Answer<>(
                    ANSWER, attempt.call().next(gate.outcome(), Ticker.system().nanos()));
        }

        @Override
        public void discard(String response) {}

        @Override
        public String deliver(String response, Decision.Deliver decision) {
            return response;
        }

        @Override
        public String synthesize(Response response) {
            throw new AssertionError("unexpected " + response.status());
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public Exception cancellation() {
            throw new AssertionError();
        }

        @Override
        public Exception interruption() {
            throw new AssertionError();
        }
    }
}
