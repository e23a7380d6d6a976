package dev.breakwater.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.Dialects;
import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.routing.EndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cut stream of Anthropic's, saved by the engine: what the second endpoint is asked and what the application reads. */
final class StreamRecoveryTest {
    private static final Headers EVENTS = Headers.of(List.of(new Header("content-type", "text/event-stream")));
    private static final String BODY = "{\"model\":\"claude\",\"stream\":true,\"messages\":[{\"role\":\"user\"}]}";

    @Test
    void a_cut_message_is_continued_where_the_endpoint_supports_it() {
        World world = world(true);
        StringBuilder read = new StringBuilder();
        AnswerGate first = cut(world, read, start("one") + text("Hello "));

        AnswerGate second = resumed(world, first);

        assertThat(new String(second.attempt().body().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"claude\",\"stream\":true,\"messages\":[{\"role\":\"user\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"}]}");
        finish(world, second, read, start("two") + text(" world") + end());
        assertThat(read.toString()).isEqualTo(start("one") + text("Hello ") + text("world") + summedEnd());
        assertThat(world.results)
                .singleElement()
                .satisfies(result -> assertThat(result.usage())
                        .as("as the application reads it")
                        .isEqualTo(TokenUsage.of(20, 6)));
    }

    @Test
    void a_cut_message_is_started_over_where_the_endpoint_refuses_prefixes() {
        World world = world(false);
        StringBuilder read = new StringBuilder();
        AnswerGate first = cut(world, read, start("one") + text("Hello"));

        AnswerGate second = resumed(world, first);

        assertThat(second.attempt().body()).isNull();
        finish(world, second, read, start("two") + text("Hello world") + end());
        assertThat(read.toString()).isEqualTo(start("one") + text("Hello") + text(" world") + summedEnd());
        assertThat(world.results)
                .singleElement()
                .satisfies(result -> assertThat(result.ending()).isEqualTo(CallResult.Ending.ANSWERED));
    }

    @Test
    void an_answer_that_diverges_surfaces_as_the_break_that_it_was_to_mend() {
        World world = world(false);
        StringBuilder read = new StringBuilder();
        AnswerGate first = cut(world, read, start("one") + text("Hello"));
        AnswerGate second = resumed(world, first);

        pass(world, second, read, start("two") + text("Good day"));

        assertThat(second.failure()).hasMessage("reset");
        assertThat(read.toString()).isEqualTo(start("one") + text("Hello"));
    }

    private static World world(boolean prefill) {
        EndpointConfig b = Policies.endpoint("b", "https://b.example.org/v1", 2, "key-b");
        EndpointConfig able = new EndpointConfig(
                b.name(),
                b.url(),
                b.dialect(),
                b.provider(),
                b.priority(),
                b.weight(),
                b.query(),
                b.headers(),
                b.auth(),
                b.keys(),
                b.models(),
                b.contextWindow(),
                prefill,
                b.breaker(),
                b.limit());
        Policies policies = Policies.one()
                .endpoint(able)
                .with(p -> p.recovery = StreamRecovery.CONTINUE)
                .with(p -> p.attemptsPerEndpoint = 1);
        return new World(policies.build(), name -> Dialects.named("anthropic"));
    }

    /** The first answer: delivered, read as far as {@code events}, then the connection breaks. */
    private static AnswerGate cut(World world, StringBuilder read, String events) {
        Request request = new Request(
                "POST",
                Url.parse(World.BASE + "/messages"),
                Headers.NONE,
                Body.of(BODY.getBytes(StandardCharsets.UTF_8)));
        Call call = world.open(request, new Caller(Caller.NO_DEADLINE, 1));
        AnswerGate gate = head(call.start(world.ticker.nanos()), world);
        deliver(world, gate, read, events);
        gate.onFailure(new IOException("reset"), world.ticker.nanos());
        return gate;
    }

    private static AnswerGate resumed(World world, AnswerGate broken) {
        Decision decision = broken.recover(world.ticker.nanos());
        assertThat(decision).isNotNull();
        AnswerGate gate = head(decision, world);
        assertThat(gate.attempt().endpoint().name()).isEqualTo("b");
        return gate;
    }

    private static void finish(World world, AnswerGate gate, StringBuilder read, String events) {
        pass(world, gate, read, events);
        gate.onEnd(world.ticker.nanos());
        assertThat(gate.failure()).isNull();
    }

    /** Until it is delivered, the gate holds; what was held is released first, as adapters do. */
    private static void pass(World world, AnswerGate gate, StringBuilder read, String events) {
        deliver(world, gate, read, events);
    }

    private static void deliver(World world, AnswerGate gate, StringBuilder read, String events) {
        ByteBuffer bytes = ByteBuffer.wrap(events.getBytes(StandardCharsets.UTF_8));
        gate.onBytes(bytes, world.ticker.nanos());
        assertThat(gate.holding()).isFalse();
        assertThat(gate.attempt().call().next(gate.outcome(), world.ticker.nanos()))
                .isInstanceOf(Decision.Deliver.class);
        read.append(StandardCharsets.UTF_8.decode(gate.release(bytes)));
    }

    private static AnswerGate head(@Nullable Decision decision, World world) {
        return ((Decision.Send) decision).attempt().onHead(200, EVENTS, world.ticker.nanos());
    }

    private static String start(String id) {
        return event(
                        "message_start",
                        ",\"message\":{\"id\":\"" + id + "\",\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}")
                + event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    private static String text(String text) {
        return event(
                "content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    private static String end() {
        return end("5");
    }

    private static String summedEnd() {
        return end("6,\"input_tokens\":20");
    }

    private static String end(String usage) {
        return event("content_block_stop", ",\"index\":0")
                + event(
                        "message_delta",
                        ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":" + usage + "}")
                + event("message_stop", "");
    }

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
    }
}
