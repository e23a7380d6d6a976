package dev.breakwater.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.ByteSlices;
import dev.breakwater.message.Headers;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.routing.EndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream that breaks after the application has read of it, and the attempts that take it up. */
final class RecoveryTest {
    private final World world = new Policies()
            .endpoint(Policies.endpoint("a", World.BASE, 1))
            .endpoint(continuing(Policies.endpoint("b", "https://b.example.org/llm/v1", 2, "key-b")))
            .with(policy -> {
                policy.recovery = StreamRecovery.CONTINUE;
                policy.attemptsPerEndpoint = 1;
                policy.maxAttempts = 4;
            })
            .world();

    @Test
    void an_error_event_that_may_pass_is_kept_from_the_application_and_the_stream_goes_on_elsewhere() {
        AnswerGate gate = delivered("tt");

        World.feed(gate, "E", world);

        assertThat(gate.failure()).isInstanceOf(IOException.class).hasMessageContaining("error event (overloaded)");
        Attempt next = sent(gate.recover(world.ticker.nanos()));
        assertThat(next.endpoint().name()).isEqualTo("b");
        assertThat(body(next)).endsWith(TestDialect.CONTINUED);
    }

    @Test
    void a_refused_continuation_is_asked_once_more_from_the_beginning() {
        AnswerGate gate = delivered("tt");
        gate.onFailure(new IOException("connection reset"), world.ticker.nanos());
        Attempt continuation = sent(gate.recover(world.ticker.nanos()));
        assertThat(body(continuation)).endsWith(TestDialect.CONTINUED);

        Attempt restart = sent(refused(continuation));

        assertThat(restart.endpoint().name()).isEqualTo("b");
        assertThat(restart.body()).isNull();
    }

    @Test
    void what_broke_the_stream_is_what_the_application_sees_when_nobody_takes_it_up() {
        AnswerGate gate = delivered("tt");
        gate.onFailure(new IOException("connection reset"), world.ticker.nanos());
        Attempt continuation = sent(gate.recover(world.ticker.nanos()));

        Decision decision = refused(sent(refused(continuation)));

        assertThat(decision).isInstanceOf(Decision.Deliver.class);
        assertThat(continuation.call().failure()).hasMessage("connection reset");
    }

    private AnswerGate delivered(String events) {
        Call call = world.open(World.request("gpt stream"), new Caller(Caller.NO_DEADLINE, 1));
        AnswerGate gate = sent(call.start(world.ticker.nanos())).onHead(200, Headers.NONE, world.ticker.nanos());
        World.feed(gate, events, world);
        assertThat(call.next(gate.outcome(), world.ticker.nanos())).isInstanceOf(Decision.Deliver.class);
        gate.release(ByteBuffer.wrap(events.getBytes(StandardCharsets.US_ASCII)));
        return gate;
    }

    private Decision refused(Attempt attempt) {
        AnswerGate gate = attempt.onHead(400, Headers.NONE, world.ticker.nanos());
        gate.onEnd(world.ticker.nanos());
        return attempt.call().next(gate.outcome(), world.ticker.nanos());
    }

    private static Attempt sent(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Send.class);
        return ((Decision.Send) decision).attempt();
    }

    private static String body(Attempt attempt) {
        ByteSlices body = attempt.body();
        return body == null ? "" : new String(body.toByteArray(), StandardCharsets.UTF_8);
    }

    private static EndpointConfig continuing(EndpointConfig endpoint) {
        return new EndpointConfig(
                endpoint.name(),
                endpoint.url(),
                endpoint.dialect(),
                endpoint.provider(),
                endpoint.priority(),
                endpoint.weight(),
                endpoint.query(),
                endpoint.headers(),
                endpoint.auth(),
                endpoint.keys(),
                endpoint.models(),
                endpoint.contextWindow(),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
