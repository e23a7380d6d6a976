package dev.breakwater.telemetry;

import dev.breakwater.call.Answer;
import dev.breakwater.call.AnswerGate;
import dev.breakwater.call.Attempt;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Failures;
import dev.breakwater.call.Outcome;
import dev.breakwater.dialect.Dialects;
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
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The real engine with a scripted sender, in virtual time. */
final class Rig {
    final ManualTicker ticker;
    final CallEngine engine;
    /** Runs inside each send, on the sending thread, its scope open. */
    Consumer<Attempt> whileSending = attempt -> {};

    Rig(ManualTicker ticker, CallListener listener, UpstreamPolicy policy) {
        this.ticker = ticker;
        engine = new CallEngine(ticker, new Random(1), listener, Dialects::named);
        engine.apply(new Policy(List.of(policy), false));
    }

    static Request chat(boolean stream) {
        return chat("gpt-4.1", stream);
    }

    static Request chat(String model, boolean stream) {
        String json = "{\"model\":\"" + model + "\",\"max_tokens\":64," + (stream ? "\"stream\":true," : "")
                + "\"messages\":[{\"role\":\"user\",\"content\":\"two and two, secret-in-prompt\"}]}";
        return request("POST", "/chat/completions?key=secret-in-query&api-version=1&secret-flag", json);
    }

    static Request request(String method, String pathAndQuery, String json) {
        Header key = new Header("Authorization", "Bearer secret-callers-key");
        Body body = json.isEmpty() ? Body.NONE : Body.of(json.getBytes(StandardCharsets.UTF_8));
        Url url = Url.parse("https://api.openai.com/v1" + pathAndQuery);
        return new Request(method, url, Headers.of(List.of(key, new Header("content-type", "application/json"))), body);
    }

    Call open(Request request) {
        return engine.open(engine.upstreamOf(request.url()), request, new Caller(Caller.NO_DEADLINE, 1));
    }

    /** Runs a call to its end, the application reading what it gets. */
    Decision call(Request request, Script... scripts) {
        Call call = open(request);
        Deque<Script> script = new ArrayDeque<>(List.of(scripts));
        Decision decision = call.start(ticker.nanos());
        while (true) {
            if (decision instanceof Decision.Send send) {
                decision = send(call, send.attempt(), script.remove());
            } else if (decision instanceof Decision.Wait wait) {
                ticker.advanceNanos(wait.nanos());
                decision = call.waited(ticker.nanos());
            } else {
                return decision;
            }
        }
    }

    private Decision send(Call call, Attempt attempt, Script script) {
        try (CallObserver.Scope scope = call.observer().sending(attempt, ticker.nanos())) {
            whileSending.accept(attempt);
        }
        ticker.advance(script.takes());
        if (script.status() == 0) {
            return call.next(Failures.outcome(script.broken()), ticker.nanos());
        }
        AnswerGate gate = attempt.onHead(script.status(), Headers.of(script.headers()), ticker.nanos());
        int piece = 0;
        while (gate.holding()) {
            piece = feed(gate, script, piece);
        }
        Answer<String> answer = new Answer<>("response", call.next(gate.outcome(), ticker.nanos()));
        while (answer.decision() instanceof Decision.Deliver && gate.watching()) {
            piece = feed(gate, script, piece);
        }
        Decision takenUp = gate.failure() == null ? null : gate.recover(ticker.nanos());
        return takenUp == null ? answer.decision() : takenUp;
    }

    private int feed(AnswerGate gate, Script script, int piece) {
        if (piece < script.pieces().size()) {
            ticker.advance(Duration.ofMillis(200));
            gate.onBytes(ByteBuffer.wrap(script.bytes(piece)), ticker.nanos());
        } else if (script.broken() == null) {
            gate.onEnd(ticker.nanos());
        } else {
            gate.onFailure(script.broken(), ticker.nanos());
        }
        return piece + 1;
    }

    static Outcome cancelled() {
        return Failures.outcome(new InterruptedException());
    }
}
