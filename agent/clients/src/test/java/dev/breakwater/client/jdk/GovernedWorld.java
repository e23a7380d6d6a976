package dev.breakwater.client.jdk;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.WaitReason;
import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.time.Ticker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A client under an engine with one endpoint. */
final class GovernedWorld implements CallListener {
    static final String CHAT = new String(Ask.chat("").content());

    private final String baseUrl;
    private final CallEngine engine;
    private final HookedHttpClient client;
    private final CountDownLatch waiting = new CountDownLatch(1);
    /** How the calls have ended, in that order. */
    final List<CallResult.Ending> endings = new CopyOnWriteArrayList<>();

    GovernedWorld(String baseUrl) {
        this(baseUrl, Dialects::named);
    }

    GovernedWorld(String baseUrl, Function<String, Dialect> dialects) {
        this.baseUrl = baseUrl;
        engine = new CallEngine(
                Ticker.system(), () -> ThreadLocalRandom.current().nextLong(), this, dialects);
        engine.apply(PolicyOfTest.of(baseUrl).build());
        client = hooked(HttpClient.newHttpClient());
    }

    @Override
    public CallObserver started(Call call, long nowNanos) {
        return new CallObserver() {
            @Override
            public void waiting(WaitReason reason, long nanos, long now) {
                waiting.countDown();
            }

            @Override
            public void ended(CallResult result, long now) {
                endings.add(result.ending());
            }
        };
    }

    void awaitWaiting() {
        try {
            if (!waiting.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("no call waits");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CallEngine engine() {
        return engine;
    }

    HookedHttpClient client() {
        return client;
    }

    HookedHttpClient hooked(HttpClient facade) {
        return new HookedHttpClient(facade, engine);
    }

    HttpRequest chat() {
        return request(Ask.chat(baseUrl));
    }

    HttpRequest streamedChat() {
        return request(Ask.streamedChat(baseUrl));
    }

    private static HttpRequest request(Ask ask) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(ask.url())).POST(BodyPublishers.ofString(new String(ask.content())));
        ask.headers().forEach(builder::header);
        return builder.build();
    }
}
