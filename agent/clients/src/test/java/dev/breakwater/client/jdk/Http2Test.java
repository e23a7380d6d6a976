package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.jdk.Http2Provider.Behaviour;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same promises where calls share one connection. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Http2Test {
    private final Http2Provider provider = new Http2Provider();
    private final GovernedWorld world = new GovernedWorld(provider.baseUrl());

    /** The first exchange upgrades the connection; it is no call to the upstream. */
    @BeforeEach
    void upgrade() throws Exception {
        HttpRequest first =
                HttpRequest.newBuilder(URI.create(provider.origin() + "/hello")).build();
        assertThat(world.client().send(first, BodyHandlers.discarding()).version())
                .isEqualTo(Version.HTTP_2);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void a_call_stays_a_call_over_http_2() throws Exception {
        HttpResponse<String> plain = world.client().send(world.chat(), BodyHandlers.ofString());
        HttpResponse<String> streamed = world.client()
                .sendAsync(world.streamedChat(), BodyHandlers.ofString())
                .get();

        assertThat(plain.version()).isEqualTo(Version.HTTP_2);
        assertThat(plain.body()).contains("Hello");
        assertThat(streamed.body()).contains("t3").endsWith("data: [DONE]\n\n");
        assertThat(provider.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).startsWith("h2 "));
    }

    @Test
    void a_failed_attempt_is_repeated_with_its_body() throws Exception {
        provider.answer(Behaviour.UNAVAILABLE);
        String prompt = GovernedWorld.CHAT.replace("Hi", "x".repeat(300_000));
        HttpRequest request = HttpRequest.newBuilder(world.chat(), (name, value) -> true)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(prompt)))
                .build();

        HttpResponse<String> response = world.client().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(provider.requests()).containsExactly("h2 " + prompt.length(), "h2 " + prompt.length());
    }

    @Test
    void a_stream_that_is_left_is_reset_and_the_connection_goes_on() throws Exception {
        provider.answer(Behaviour.ENDLESS);

        try (InputStream body = world.client()
                .send(world.streamedChat(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(body.readNBytes(40))).startsWith("data: ");
        }

        assertThat(provider.awaitReset()).isTrue();
        assertThat(world.client().send(world.chat(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_call_that_is_cancelled_resets_its_stream_alone() throws Exception {
        provider.answer(Behaviour.ENDLESS);
        CompletableFuture<HttpResponse<String>> endless =
                world.client().sendAsync(world.streamedChat(), BodyHandlers.ofString());
        assertThat(provider.awaitEndless()).isTrue();
        HttpResponse<String> other = world.client().send(world.chat(), BodyHandlers.ofString());

        endless.cancel(true);

        assertThat(provider.awaitReset()).isTrue();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(world.client().send(world.chat(), BodyHandlers.ofString()).version())
                .isEqualTo(Version.HTTP_2);
    }

    @Test
    void many_calls_share_a_connection() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (i % 3 == 0) {
                provider.answer(Behaviour.UNAVAILABLE);
            }
            HttpRequest request = i % 2 == 0 ? world.chat() : world.streamedChat();
            answers.add(world.client().sendAsync(request, BodyHandlers.ofString()));
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(provider.requests()).hasSize(80);
    }
}
