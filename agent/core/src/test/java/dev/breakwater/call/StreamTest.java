package dev.breakwater.call;

import static dev.breakwater.call.World.answers;
import static dev.breakwater.call.World.refuses;
import static dev.breakwater.call.World.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Headers;
import dev.breakwater.policy.StreamRecovery;
import dev.breakwater.policy.TimeoutsConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers as they arrive: what is held back, what counts as an answer, and what surfaces when one breaks. */
final class StreamTest {
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final World world = Policies.two()
            .with(p -> p.timeouts =
                    new TimeoutsConfig(Optional.empty(), Optional.of(FIRST_TOKEN), Optional.of(IDLE), Optional.empty()))
            .world();

    @Test
    void a_stream_is_held_until_its_first_token() {
        AnswerGate gate = gate("gpt stream");

        World.feed(gate, "...", world);
        assertThat(gate.holding()).isTrue();
        World.feed(gate, "t", world);

        assertThat(gate.holding()).isFalse();
        assertThat(gate.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_plain_answer_is_held_until_it_is_whole() {
        AnswerGate gate = gate("gpt");

        World.feed(gate, "tt$", world);
        assertThat(gate.holding()).isTrue();
        gate.onEnd(world.ticker.nanos());

        assertThat(gate.outcome()).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void an_error_event_before_the_first_token_is_a_failed_attempt() {
        world.script("a", answers("..E"));

        assertThat(world.call(World.request("gpt stream")).answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "a");
    }

    @Test
    void an_end_before_the_first_token_is_a_failed_attempt() {
        world.script("a", answers("..."));

        assertThat(world.call(World.request("gpt stream")).answered()).isTrue();
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void silence_before_the_head_is_bounded_by_the_first_token_limit_and_fails_over() {
        world.script("a", silent());

        World.Got got = world.call(World.request("gpt stream"));

        assertThat(got.answered()).isTrue();
        assertThat(world.endpoints()).containsExactly("a", "b");
        assertThat(got.tookMillis()).isBetween(FIRST_TOKEN.toMillis(), FIRST_TOKEN.toMillis() + 100);
    }

    @Test
    void keep_alives_do_not_move_the_first_token_limit() {
        AnswerGate gate = gate("gpt stream");
        long limit = gate.deadlineNanos();

        world.ticker.advance(Duration.ofSeconds(5));
        World.feed(gate, "...", world);

        assertThat(gate.deadlineNanos()).isEqualTo(limit).isEqualTo(FIRST_TOKEN.toNanos());
    }

    @Test
    void the_idle_limit_counts_from_the_last_token_and_not_from_the_last_keep_alive() {
        AnswerGate gate = delivered("t");

        world.ticker.advance(Duration.ofSeconds(2));
        World.feed(gate, "t", world);
        world.ticker.advance(Duration.ofSeconds(1));
        World.feed(gate, "...", world);

        assertThat(gate.deadlineNanos())
                .isEqualTo(Duration.ofSeconds(2).plus(IDLE).toNanos());
    }

    @Test
    void a_cut_stream_never_ends_cleanly() {
        AnswerGate gate = delivered("tttt");

        gate.onEnd(world.ticker.nanos());

        assertThat(gate.failure()).isInstanceOf(TruncatedAnswerException.class).hasMessageContaining("a ended before");
        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.ending()).isEqualTo(CallResult.Ending.BROKEN_OFF);
            assertThat(result.errorType()).isEqualTo("stream_broken");
        });
    }

    @Test
    void a_stream_that_was_finished_ends_cleanly_without_more_ado() {
        AnswerGate gate = delivered("tt$");

        gate.onEnd(world.ticker.nanos());

        assertThat(gate.failure()).isNull();
        assertThat(world.results).singleElement().satisfies(result -> {
            assertThat(result.ending()).isEqualTo(CallResult.Ending.ANSWERED);
            assertThat(result.usage().output()).isEqualTo(2);
            assertThat(result.responseModel()).isEqualTo("served");
        });
    }

    @Test
    void an_unreadable_event_after_delivery_surfaces_as_an_error() {
        AnswerGate gate = delivered("tt");

        World.feed(gate, "!", world);

        assertThat(gate.failure()).isInstanceOf(IOException.class).hasMessageContaining("unreadable event");
    }

    @Test
    void an_error_event_after_delivery_is_the_applications_to_read_and_no_clean_end_follows() {
        AnswerGate gate = delivered("tt");

        World.feed(gate, "E", world);
        assertThat(gate.failure()).isNull();
        gate.onEnd(world.ticker.nanos());

        assertThat(gate.failure()).isInstanceOf(IOException.class).hasMessageContaining("error event (overloaded)");
        assertThat(world.results)
                .singleElement()
                .satisfies(result -> assertThat(result.ending()).isEqualTo(CallResult.Ending.FAILED));
    }

    @Test
    void a_stream_that_the_application_leaves_is_no_failure_of_the_provider() {
        AnswerGate gate = delivered("tt");

        gate.onClosed(world.ticker.nanos());
        gate.onEnd(world.ticker.nanos());

        assertThat(gate.failure()).isNull();
        assertThat(world.results)
                .singleElement()
                .satisfies(result -> assertThat(result.ending()).isEqualTo(CallResult.Ending.ABANDONED));
    }

    @Test
    void a_plain_answer_that_breaks_off_is_a_failed_attempt() {
        world.script("a", new World.Step(Duration.ofMillis(10), (attempt, w) -> {
            AnswerGate gate = attempt.onHead(200, Headers.NONE, w.ticker.nanos());
            World.feed(gate, "tt", w);
            gate.onFailure(new IOException("connection reset"), w.ticker.nanos());
            return gate.outcome();
        }));

        assertThat(world.call().answered()).isTrue();
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void with_recovery_none_the_head_is_the_answer() {
        World plain = Policies.two()
                .with(p -> p.recovery = StreamRecovery.NONE)
                .world()
                .script("a", answers("..E"));

        assertThat(plain.call(World.request("gpt stream")).answered()).isTrue();
        assertThat(plain.endpoints()).containsExactly("a");
    }

    @Test
    void a_huge_plain_answer_is_let_go_before_it_is_whole() {
        AnswerGate gate = gate("gpt");

        gate.onBytes(java.nio.ByteBuffer.allocate(2 << 20), world.ticker.nanos());

        assertThat(gate.holding()).isFalse();
    }

    @Test
    void an_error_whose_body_trickles_is_judged_by_its_status() {
        AnswerGate gate = attempt("gpt").onHead(503, Headers.NONE, world.ticker.nanos());
        assertThat(gate.deadlineNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());

        gate.onLimit(gate.deadlineNanos());

        assertThat(gate.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
    }

    @Test
    void a_failure_after_refusals_only_delivers_the_last_refusal() {
        world.always("a", refuses(500)).always("b", refuses(502));

        assertThat(world.call(World.request("gpt stream")).status()).isEqualTo(502);
    }

    private Attempt attempt(String body) {
        Call call = world.open(World.request(body), new Caller(Caller.NO_DEADLINE, 1));
        return ((Decision.Send) call.start(world.ticker.nanos())).attempt();
    }

    private AnswerGate gate(String body) {
        return attempt(body).onHead(200, Headers.NONE, world.ticker.nanos());
    }

    private AnswerGate delivered(String events) {
        AnswerGate gate = gate("gpt stream");
        World.feed(gate, events, world);
        Decision decision = gate.attempt().call().next(gate.outcome(), world.ticker.nanos());
        assertThat(decision).isInstanceOf(Decision.Deliver.class);
        return gate;
    }
}
