package com.example.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.routing.AuthScheme;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.Hit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Whose key goes where. */
public final class Credentials {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Scenario
    public void a_key_that_the_connector_or_a_consumer_sets_stays_with_its_provider(World world) throws Exception {
        world.governed(draft -> draft.endpoint("a", world.a.baseUrl())
                .endpoint("b", world.b.baseUrl(), AuthScheme.API_KEY, Map.of(), World.KEY_B));
        world.a.byDefault(Fault.badKey());
        HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
                .headers(headers -> headers.set("Authorization", "Bearer " + Chats.KEY_A));

        String answer = Chats.on(http)
                .post()
                .uri(world.a.baseUrl() + "/chat/completions")
                .cookie("session", "of-a")
                .httpRequest(request -> request.getHeaders().set("X-Api-Key", Chats.KEY_A))
                .bodyValue(Chats.CHAT)
                .retrieve()
                .bodyToMono(String.class)
                .block(SOON);

        assertThat(answer).contains("b m-1");
        assertThat(world.a.lastHit().key()).isEqualTo(Chats.KEY_A);
        Hit sent = world.b.lastHit();
        assertThat(sent.header("api-key")).isEqualTo(World.KEY_B);
        assertThat(sent.headers().toString()).doesNotContain(Chats.KEY_A).doesNotContain("of-a");
    }

    @Scenario
    public void a_redirect_by_another_target_does_not_take_its_key_along(World world) throws Exception {
        world.governed();
        String elsewhere = "http://localhost:" + world.a.port() + "/v1/models";
        world.a.answer(Fault.badKey());
        world.b.byDefault(Fault.status(302, Map.of("Location", elsewhere), ""));
        WebClient client =
                Chats.on(HttpClient.create(ConnectionProvider.newConnection()).followRedirect(true));

        String answer = client.get()
                .uri(world.a.baseUrl() + "/models")
                .header("Authorization", "Bearer " + Chats.KEY_A)
                .retrieve()
                .bodyToMono(String.class)
                .block(SOON);

        assertThat(answer).contains("list");
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        Hit redirected = world.a.lastHit();
        assertThat(redirected.header("Host")).startsWith("localhost");
        assertThat(redirected.headers().toString()).doesNotContain(World.KEY_B);
    }

    @Scenario
    public void no_filter_sees_another_targets_key(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.badKey());
        List<String> seen = new CopyOnWriteArrayList<>();
        WebClient client = Chats.client()
                .mutate()
                .filter((request, next) -> next.exchange(request)
                        .doOnNext(response -> seen.add(
                                request.headers() + " " + response.headers().asHttpHeaders())))
                .build();

        assertThat(Chats.answer(client, world.a).block(SOON)).contains("b m-1");

        assertThat(seen).hasSize(1).noneMatch(line -> line.contains(World.KEY_B));
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
    }
}
