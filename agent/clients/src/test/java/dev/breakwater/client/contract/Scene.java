package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.client.contract.ClientUnderTest.Setup;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.time.Ticker;
import dev.breakwater.weaving.WovenApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Two providers, an engine and a client: what a scenario plays with. Closed after each test. */
final class Scene implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);
    /** Between tokens before a reset: that throws away what the client's thread, slow to start, has not read yet. */
    static final Duration READABLE = Duration.ofMillis(10);

    static final String FALLBACK_KEY = "sk-fallback";

    final FaultProvider primary = FaultProvider.start().named("primary");
    final FaultProvider fallback = FaultProvider.start().named("fallback");
    final CallLog log = new CallLog();
    final CallEngine engine;
    private final ClientUnderTest.Factory factory;
    private final List<ClientUnderTest> clients = new ArrayList<>();
    private Setup setup = Setup.DEFAULT;

    Scene(ClientUnderTest.Factory factory) {
        this.factory = factory;
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        engine = new CallEngine(
                Ticker.system(), random, log, name -> HeadNotice.of(Dialects.named(name), log::headCame));
    }

    /** Only the primary, by a policy that may be added to. */
    PolicyOfTest one() {
        return PolicyOfTest.of(primary.baseUrl());
    }

    /** The primary, and the fallback with its own key. */
    PolicyOfTest two() {
        return one().fallback(fallback.baseUrl(), FALLBACK_KEY);
    }

    Scene under(PolicyOfTest policy) {
        engine.apply(policy.build());
        return this;
    }

    Scene with(Setup newSetup) {
        setup = newSetup;
        return this;
    }

    ClientUnderTest client() {
        if (clients.isEmpty()) {
            clients.add(factory.create(engine, setup));
        }
        return clients.get(0);
    }

    void needs(Ability ability) {
        assumeTrue(client().abilities().contains(ability), () -> "this client cannot: " + ability);
    }

    boolean can(Ability ability) {
        return client().abilities().contains(ability);
    }

    void needs(CallStyle style) {
        needs(style.blocking() ? Ability.BLOCKING : Ability.ASYNC);
    }

    /** The styles of this client in which it reads the whole answer by itself. */
    List<CallStyle> plainStyles() {
        List<CallStyle> styles = new ArrayList<>();
        for (CallStyle style : new CallStyle[] {CallStyle.BLOCKING, CallStyle.ASYNC}) {
            if (can(style.blocking() ? Ability.BLOCKING : Ability.ASYNC)) {
                styles.add(style);
            }
        }
        return styles;
    }

    Ask chat() {
        return Ask.chat(primary.baseUrl());
    }

    Ask streamedChat() {
        return Ask.streamedChat(primary.baseUrl());
    }

    /** Makes a call and reads its answer to the end. */
    Received call(CallStyle style, Ask ask) throws Exception {
        needs(style);
        return switch (style) {
            case BLOCKING -> client().send(ask);
            case ASYNC -> client().start(ask).get(SOON);
            case BLOCKING_STREAM, ASYNC_STREAM -> {
                try (OpenAnswer answer = open(style, ask)) {
                    yield new Received(answer.status(), Map.of(), answer.body().readAllBytes(), "", Map.of());
                }
            }
        };
    }

    /** Makes a call whose answer is read by the test. */
    OpenAnswer open(CallStyle style, Ask ask) throws Exception {
        needs(style);
        return style.blocking() ? client().open(ask) : client().startStream(ask).get(SOON);
    }

    /** The styles in which the application reads a stream by itself; the first is the client's most natural one. */
    OpenAnswer open(Ask ask) throws Exception {
        return open(can(Ability.BLOCKING) ? CallStyle.BLOCKING_STREAM : CallStyle.ASYNC_STREAM, ask);
    }

    Received call(Ask ask) throws Exception {
        return call(can(Ability.BLOCKING) ? CallStyle.BLOCKING : CallStyle.ASYNC, ask);
    }

    /** The number of requests that both providers have seen. */
    int sends() {
        return primary.hitCount() + fallback.hitCount();
    }

    /** Afterwards nothing is held back, and nothing was told twice. */
    void assertNothingLeft() throws InterruptedException {
        log.awaitAllEnded();
        assertThat(log.ended()).as("each call ends once").hasSize(log.started());
        assertThat(Thread.interrupted()).as("an interrupt leaked").isFalse();
    }

    @Override
    public void close() throws Exception {
        try (primary;
                fallback) {
            for (ClientUnderTest client : clients) {
                client.close();
            }
        } finally {
            WovenApplication.free(engine);
        }
    }
}
