package com.example.webclient;

import dev.breakwater.testing.FaultProvider;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** What the scenarios' applications ask for. */
final class Chats {
    static final String KEY_A = "sk-of-a";
    static final String CHAT = "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    static final String STREAM = CHAT.replace("{\"model", "{\"stream\":true,\"model");

    private Chats() {}

    static WebClient on(HttpClient http) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
    }

    static WebClient client() {
        return on(HttpClient.create(ConnectionProvider.newConnection()));
    }

    static WebClient.RequestHeadersSpec<?> chat(WebClient client, FaultProvider provider, String body) {
        return client.post()
                .uri(provider.baseUrl() + "/chat/completions")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Authorization", "Bearer " + KEY_A)
                .bodyValue(body);
    }

    static Mono<String> answer(WebClient client, FaultProvider provider) {
        return chat(client, provider, CHAT).retrieve().bodyToMono(String.class);
    }
}
