package dev.breakwater.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.Dialect;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.routing.EndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An upstream of OpenAI's with a second endpoint that speaks Anthropic: what goes there and what comes back. */
final class ForeignEndpointTest {
    private static final String ASKED = "{\"model\":\"gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAMED = ASKED.replace("{\"model\"", "{\"stream\":true,\"model\"");
    private static final String ANSWER = "{\"id\":\"m\",\"type\":\"message\",\"model\":\"claude\",\"content\":"
            + "[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,"
            + "\"output_tokens\":4}}";

    private final World world = world(StreamRecovery.FIRST_TOKEN);

    @Test
    void the_request_is_sent_in_the_endpoints_dialect_with_its_key_and_none_of_the_callers_headers() {
        world.script("a", World.refuses(503), World.refuses(503)).script("b", plain(200, ANSWER));

        world.call(request(ASKED, new Header("Authorization", "Bearer own"), new Header("OpenAI-Beta", "x")));

        Attempt attempt = world.sent.get(2).attempt();
        assertThat(attempt.url().full()).isEqualTo("https://b.example.org/v1/messages");
        assertThat(attempt.headersToDrop()).contains("authorization", "openai-beta", "accept-encoding");
        assertThat(attempt.headersToSet())
                .contains(new Header("anthropic-version", "2099-01-01"))
                .doesNotContain(new Header("anthropic-version", "2023-06-01"));
        assertThat(attempt.credential()).isEqualTo(new Header("x-api-key", "secret-key-b"));
        assertThat(text(attempt.body().toByteArray()))
                .isEqualTo("{\"model\":\"claude\",\"max_tokens\":8192,\"messages\":[{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
    }

    @Test
    void a_plain_answer_comes_back_whole_in_the_applications_dialect() {
        world.script("a", World.refuses(503), World.refuses(503))
                .script("b", plain(200, ANSWER, new Header("Content-Length", "999"), new Header("x-served", "b")));

        World.Got got = world.call(request(ASKED));

        assertThat(got.decision()).isInstanceOfSatisfying(Decision.Reject.class, answer -> {
            assertThat(answer.reason()).isEqualTo(Reason.TRANSLATED);
            assertThat(answer.response().status()).isEqualTo(200);
            assertThat(text(answer.response().body()))
                    .contains("\"object\":\"chat.completion\"", "\"content\":\"Hello\"");
            Headers headers = Headers.of(answer.response().headers());
            assertThat(headers.first("content-type")).isEqualTo("application/json");
            assertThat(headers.first("content-length")).isNull();
            assertThat(headers.first("x-served")).isEqualTo("b");
        });
        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.ending()).isEqualTo(CallResult.Ending.ANSWERED);
            assertThat(result.responseModel()).isEqualTo("claude");
            assertThat(result.usage().output()).isEqualTo(4);
        });
    }

    @Test
    void a_streamed_answer_comes_back_event_by_event() {
        AnswerGate gate = streaming(world);
        String start = start("Hel");
        feed(gate, start);

        assertThat(gate.attempt().call().next(gate.outcome(), world.ticker.nanos()))
                .isInstanceOf(Decision.Deliver.class);
        assertThat(gate.rewrites()).isTrue();
        assertThat(released(gate, start))
                .contains("\"role\":\"assistant\"", "\"content\":\"Hel\"")
                .doesNotContain("event:");
        String delta = delta("lo");
        feed(gate, delta);
        assertThat(released(gate, delta)).contains("\"content\":\"lo\"");
        String end = end();
        feed(gate, end);
        assertThat(released(gate, end)).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
        gate.onEnd(world.ticker.nanos());
        assertThat(gate.releaseRest().hasRemaining()).isFalse();
        assertThat(gate.failure()).isNull();
    }

    @Test
    void a_cut_stream_fails_in_any_dialect() {
        AnswerGate gate = streaming(world);
        feed(gate, start("Hel"));
        gate.attempt().call().next(gate.outcome(), world.ticker.nanos());

        gate.onEnd(world.ticker.nanos());

        assertThat(gate.failure()).isInstanceOf(TruncatedAnswerException.class);
        assertThat(released(gate, "")).doesNotContain("[DONE]");
    }

    @Test
    void a_stream_cut_at_home_is_taken_up_abroad_behind_what_was_delivered() {
        World saved = world(StreamRecovery.CONTINUE);
        Call call = saved.open(request(STREAMED), new Caller(Caller.NO_DEADLINE, 1));
        AnswerGate home = head(call.start(saved.ticker.nanos()), "text/event-stream", saved);
        String first = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"},"
                + "\"finish_reason\":null}]}\n\n";
        feed(home, first);
        call.next(home.outcome(), saved.ticker.nanos());
        assertThat(released(home, first)).isEqualTo(first);
        home.onFailure(new IOException("reset"), saved.ticker.nanos());

        AnswerGate abroad = head(home.recover(saved.ticker.nanos()), "text/event-stream", saved);
        String whole = start("Hello") + end();
        feed(abroad, whole);
        call.next(abroad.outcome(), saved.ticker.nanos());

        assertThat(text(abroad.attempt().body().toByteArray())).doesNotContain("assistant");
        assertThat(released(abroad, whole))
                .startsWith("data: {\"id\":\"c\"")
                .contains("\"content\":\"lo\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void its_errors_are_classified_in_its_own_dialect_and_delivered_in_the_applications() {
        world.script("a", World.refuses(503), World.refuses(503))
                .script(
                        "b",
                        plain(
                                529,
                                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}"));

        World.Got got = world.call(request(ASKED));

        assertThat(got.status()).isEqualTo(529);
        assertThat(got.decision())
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        answer -> assertThat(text(answer.response().body()))
                                .startsWith("{\"error\":{\"message\":\"Busy\",\"type\":\"overloaded_error\""));
        assertThat(got.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void a_request_that_only_the_translation_made_wrong_does_not_hide_the_first_failure() {
        world.script("a", World.refuses(503), World.refuses(503))
                .script(
                        "b",
                        plain(
                                400,
                                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"?\"}}"));

        assertThat(world.call(request(ASKED)).status()).isEqualTo(503);
    }

    @Test
    void an_answer_that_cannot_be_read_is_a_failed_attempt() {
        world.script("a", World.refuses(503), World.refuses(503)).script("b", plain(200, "{\"odd\":1}"));

        assertThat(world.call(request(ASKED)).status()).isEqualTo(503);
        assertThat(world.endpoints()).containsExactly("a", "a", "b");
    }

    @Test
    void an_answer_of_another_kind_than_was_asked_for_is_a_failed_attempt() {
        AnswerGate gate = streaming(world, "application/json");

        assertThat(gate.outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void what_cannot_be_translated_stays_at_home_and_the_agents_own_error_says_why() {
        World abroad = new World(
                Policies.one()
                        .with(p -> p.endpoints.clear())
                        .endpoint(foreign())
                        .build(),
                ForeignEndpointTest::dialect);

        World.Got got = abroad.call(request(ASKED.replace("{\"model\"", "{\"n\":2,\"model\"")));

        assertThat(abroad.sent).isEmpty();
        assertThat(got.status()).isEqualTo(404);
        assertThat(text(((Decision.Reject) got.decision()).response().body()))
                .contains("cannot be translated for endpoint 'b', since it has `n` of 2.");
    }

    @Test
    void a_call_that_cannot_be_translated_ends_with_the_first_providers_error() {
        world.always("a", World.refuses(503));

        World.Got got = world.call(request(ASKED.replace("{\"model\"", "{\"n\":2,\"model\"")));

        assertThat(got.status()).isEqualTo(503);
        assertThat(world.endpoints()).containsOnly("a");
    }

    private static World world(StreamRecovery recovery) {
        Policies policies = Policies.one()
                .endpoint(foreign())
                .with(p -> p.recovery = recovery)
                .with(p -> p.attemptsPerEndpoint = recovery == StreamRecovery.CONTINUE ? 1 : 2);
        return new World(policies.build(), ForeignEndpointTest::dialect);
    }

    private static Dialect dialect(String name) {
        return Dialects.named(name.equals("test") ? "openai" : name);
    }

    private static EndpointConfig foreign() {
        EndpointConfig b = Policies.endpoint("b", "https://b.example.org", 2, "key-b");
        return new EndpointConfig(
                b.name(),
                b.url(),
                Optional.of("anthropic"),
                "anthropic",
                b.priority(),
                b.weight(),
                b.query(),
                List.of(new Header("anthropic-version", "2099-01-01")),
                AuthScheme.X_API_KEY,
                b.keys(),
                Map.of("gpt", Optional.of("claude")),
                0,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Request request(String body, Header... headers) {
        Url url = Url.parse(World.BASE + "/chat/completions");
        return new Request("POST", url, Headers.of(List.of(headers)), Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static World.Step plain(int status, String body, Header... headers) {
        List<Header> all = new java.util.ArrayList<>(List.of(headers));
        all.add(new Header("Content-Type", "application/json"));
        return new World.Step(Duration.ofMillis(10), (attempt, world) -> {
            AnswerGate gate = attempt.onHead(status, Headers.of(all), world.ticker.nanos());
            gate.onBytes(bytes(body), world.ticker.nanos());
            gate.onEnd(world.ticker.nanos());
            return gate.outcome();
        });
    }

    /** A call that has failed at home, at the head of the answer from abroad. */
    private static AnswerGate streaming(World world) {
        return streaming(world, "text/event-stream");
    }

    private static AnswerGate streaming(World world, String contentType) {
        Call call = world.open(request(STREAMED), new Caller(Caller.NO_DEADLINE, 1));
        Decision decision = call.start(world.ticker.nanos());
        while (!((Decision.Send) decision).attempt().endpoint().name().equals("b")) {
            Attempt attempt = ((Decision.Send) decision).attempt();
            AnswerGate refused = attempt.onHead(503, Headers.NONE, world.ticker.nanos());
            refused.onEnd(world.ticker.nanos());
            decision = call.next(refused.outcome(), world.ticker.nanos());
            if (decision instanceof Decision.Wait wait) {
                world.ticker.advanceNanos(wait.nanos());
                decision = call.waited(world.ticker.nanos());
            }
        }
        return head(decision, contentType, world);
    }

    private static AnswerGate head(Decision decision, String type, World world) {
        Headers headers = Headers.of(List.of(new Header("content-type", type)));
        return ((Decision.Send) decision).attempt().onHead(200, headers, world.ticker.nanos());
    }

    private static void feed(AnswerGate gate, String events) {
        gate.onBytes(bytes(events), 0);
    }

    private static String released(AnswerGate gate, String events) {
        return StandardCharsets.UTF_8.decode(gate.release(bytes(events))).toString();
    }

    private static String start(String text) {
        return event("{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"claude\"}}")
                + event(
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                + delta(text);
    }

    private static String delta(String text) {
        return event("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + text + "\"}}");
    }

    private static String end() {
        return event(
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}")
                + event("{\"type\":\"message_stop\"}");
    }

    private static String event(String json) {
        return "event: x\ndata: " + json + "\n\n";
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
