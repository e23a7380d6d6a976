package com.example.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.time.Duration;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** On the JDK's client, which the agent hooks, too: one of the two hooks governs. */
public final class OverTheJdk {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Scenario
    public void one_call_is_governed_once(World world) throws Exception {
        CallEngine engine = world.governed();
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());

        assertThatThrownBy(() -> Chats.answer(client(engine), world.a).block(SOON))
                .isInstanceOf(WebClientResponseException.ServiceUnavailable.class);

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(3);
    }

    @Scenario
    public void one_call_is_governed_once_on_whichever_thread_the_connector_sends(World world) throws Exception {
        CallEngine engine = world.governed();
        world.a.byDefault(Fault.unavailable503());
        world.b.byDefault(Fault.unavailable503());

        assertThatThrownBy(() -> client(engine)
                        .post()
                        .uri(world.a.baseUrl() + "/chat/completions")
                        .httpRequest(request -> request.beforeCommit(
                                () -> Mono.delay(Duration.ofMillis(20)).then()))
                        .bodyValue(Chats.CHAT)
                        .retrieve()
                        .bodyToMono(String.class)
                        .block(SOON))
                .isInstanceOf(WebClientResponseException.ServiceUnavailable.class);

        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(3);
    }

    @Scenario
    public void a_stream_fails_over(World world) throws Exception {
        CallEngine engine = world.governed();
        world.a.byDefault(Fault.badKey());

        String answer = Chats.chat(client(engine), world.a, Chats.STREAM)
                .retrieve()
                .bodyToMono(String.class)
                .block(SOON);

        assertThat(answer).contains(" t60");
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
        assertThat(world.a.hitCount() + world.b.hitCount()).isEqualTo(2);
    }

    @Scenario
    public void what_the_application_calls_next_is_governed_again(World world) throws Exception {
        CallEngine engine = world.governed();

        for (int i = 0; i < 3; i++) {
            assertThat(Chats.answer(client(engine), world.a).block(SOON)).contains("a m-1");
            world.result();
        }

        assertThat(world.a.hitCount()).isEqualTo(3);
    }

    private static WebClient client(CallEngine engine) {
        return WebClient.builder()
                .clientConnector(new JdkClientHttpConnector(new GatedHttpClient(engine)))
                .build();
    }
}
