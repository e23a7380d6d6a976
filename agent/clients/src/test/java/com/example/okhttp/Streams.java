package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.call.AttemptLimitException;
import dev.breakwater.call.CallResult;
import dev.breakwater.call.CallResult.Ending;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.BufferedSource;

/** Streamed answers, and limits on every kind of answer. */
public final class Streams {
    private final OkHttpClient client = new OkHttpClient();

    @Scenario
    public void a_stream_is_given_to_the_application_at_its_first_token_and_watched_to_its_end(World world)
            throws Exception {
        world.governed();
        world.a.saying("one", " two", " three").tokenEvery(Duration.ofMillis(200));

        long start = System.nanoTime();
        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            long delivered = System.nanoTime() - start;
            String text = response.body().string();
            long whole = System.nanoTime() - start;
            assertThat(text).contains("one").contains(" three").contains("[DONE]");
            // Two pauses, less what a busy machine took to deliver.
            assertThat(whole - delivered).isGreaterThan(Duration.ofMillis(100).toNanos());
        }

        CallResult result = world.result();
        assertThat(result.ending()).isEqualTo(Ending.ANSWERED);
        assertThat(result.responseModel()).isEqualTo("m-1");
        assertThat(result.firstTokenNanos()).isPositive();
    }

    @Scenario
    public void a_silent_provider_is_left_at_the_first_token_limit_and_the_limit_ends_there(World world)
            throws Exception {
        world.governed(draft -> draft.firstToken(Duration.ofMillis(1500)));
        world.a.answer(Fault.silence(), Fault.slowFirstToken(Duration.ofSeconds(20)));
        world.b.answer(Fault.stallAfter(5, Duration.ofMillis(2500)), Fault.stallAfter(5, Duration.ofMillis(2500)));

        for (int call = 1; call <= 2; call++) {
            try (Response response =
                    client.newCall(Requests.streamedChat(world)).execute()) {
                assertThat(response.body().string()).contains("[DONE]");
            }
            assertThat(world.a.hitCount()).isEqualTo(call);
            assertThat(world.b.hitCount()).isEqualTo(call);
        }
    }

    @Scenario
    public void the_limit_on_the_first_answer_does_not_shorten_the_applications_own_read_timeout(World world)
            throws Exception {
        world.governed(draft -> draft.firstToken(Duration.ofMillis(1500)));
        world.a.answer(Fault.stallAfter(5, Duration.ofMillis(2500)));

        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            assertThat(response.body().string()).contains("[DONE]");
        }
        assertThat(world.a.hitCount()).isEqualTo(1);
    }

    @Scenario
    public void the_applications_own_read_timeout_still_ends_a_stalled_stream(World world) throws Exception {
        world.governed(draft -> draft.firstToken(Duration.ofSeconds(5)));
        world.a.answer(Fault.stallAfter(5, Duration.ofSeconds(20)));
        OkHttpClient impatient =
                client.newBuilder().readTimeout(500, TimeUnit.MILLISECONDS).build();

        try (Response response = impatient.newCall(Requests.streamedChat(world)).execute()) {
            assertThatThrownBy(() -> response.body().string()).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(world.result().ending()).isEqualTo(Ending.BROKEN_OFF);
    }

    @Scenario
    public void a_stalled_stream_ends_at_the_idle_limit(World world) throws Exception {
        world.governed(draft -> draft.idle(Duration.ofMillis(1000)));
        world.a.answer(Fault.stallAfter(5, Duration.ofSeconds(20)));

        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            assertThatThrownBy(() -> response.body().string())
                    .isInstanceOf(AttemptLimitException.class)
                    .hasMessageContaining("stood still");
        }
        assertThat(world.result().ending()).isEqualTo(Ending.BROKEN_OFF);
    }

    @Scenario
    public void a_slow_reader_is_no_silent_provider(World world) throws Exception {
        world.governed(draft -> draft.idle(Duration.ofMillis(1000)));
        world.a.tokenEvery(Duration.ofMillis(10));

        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            BufferedSource source = response.body().source();
            source.readUtf8Line();
            TimeUnit.MILLISECONDS.sleep(2000);
            assertThat(source.readUtf8()).contains("[DONE]");
        }
        assertThat(world.result().ending()).isEqualTo(Ending.ANSWERED);
    }

    @Scenario
    public void a_cut_stream_is_an_exception_and_never_a_clean_end(World world) throws Exception {
        world.governed();
        Fault[] cuts = {Fault.cutStreamAfter(20), Fault.hangUpAfter(20), Fault.truncatedAfter(20)};

        for (Fault cut : cuts) {
            world.a.answer(cut);
            try (Response response =
                    client.newCall(Requests.streamedChat(world)).execute()) {
                assertThatThrownBy(() -> response.body().string())
                        .as(cut.toString())
                        .isInstanceOf(IOException.class);
            }
            assertThat(world.result().ending()).isEqualTo(Ending.BROKEN_OFF);
        }
        assertThat(world.a.hitCount()).isEqualTo(cuts.length);
    }

    @Scenario
    public void a_stream_cut_before_its_first_token_is_repeated(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.cutStreamAfter(0));

        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            assertThat(response.body().string()).contains("[DONE]");
        }
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(2);
    }

    @Scenario
    public void a_plain_answer_that_comes_too_late_or_too_short_is_fetched_elsewhere(World world) throws Exception {
        world.governed(draft -> draft.answer(Duration.ofMillis(1500)));
        world.a.answer(
                Fault.slowHeaders(Duration.ofSeconds(10)),
                Fault.trickle(3, Duration.ofMillis(300)),
                Fault.wrongContentLength());

        for (int call = 0; call < 3; call++) {
            try (Response response = client.newCall(Requests.chat(world)).execute()) {
                assertThat(response.body().string()).contains("total_tokens");
            }
        }
    }

    @Scenario
    public void an_answer_left_half_read_gives_everything_back(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.stallAfter(5, Duration.ofSeconds(20)));

        try (Response response = client.newCall(Requests.streamedChat(world)).execute()) {
            response.body().source().readUtf8Line();
        }

        assertThat(world.result().ending()).isEqualTo(Ending.ABANDONED);
        assertThat(world.a.lastHit().awaitEnd(Duration.ofSeconds(5)).how())
                .isEqualTo(dev.breakwater.testing.Ending.How.CLIENT_CLOSED);
    }

    @Scenario
    public void nothing_is_wrapped_when_nobody_watches(World world) throws Exception {
        world.governed();

        try (Response response = client.newCall(Requests.chat(world)).execute()) {
            assertThat(response.body().getClass().getName()).startsWith("okhttp3.");
            assertThat(response.peekBody(1 << 20).string())
                    .isEqualTo(response.body().string());
        }
    }
}
