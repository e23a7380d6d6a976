package dev.breakwater.sample.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.JsonNode;

/** Asks the service's own HTTP interface, as its users would, through each of its LLM clients in turn. */
final class Traffic implements AutoCloseable {

    private static final List<String> CLIENTS =
            List.of("openai-java", "openai-java stream", "langchain4j", "jdk http client");
    private static final int CONCURRENT_CALLS = 64;
    private static final int PATIENCE_MILLIS = 30_000;

    private final RestClient service;
    private final ExecutorService users = Executors.newFixedThreadPool(CONCURRENT_CALLS);

    Traffic(int servicePort) {
        SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
        connections.setReadTimeout(PATIENCE_MILLIS);
        this.service = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + servicePort)
                .requestFactory(connections)
                .build();
    }

    /** Asks that many questions at the same time and waits for all of them. */
    List<CallResult> ask(int questions, String model) throws InterruptedException {
        List<Future<CallResult>> pending = new ArrayList<>();
        for (int n = 0; n < questions; n++) {
            String via = CLIENTS.get(n % CLIENTS.size());
            String question = "Question " + (n + 1) + ", please?";
            pending.add(users.submit(() -> ask(question, via, model)));
        }
        List<CallResult> results = new ArrayList<>();
        for (Future<CallResult> call : pending) {
            try {
                results.add(call.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("asking a question failed in an unforeseen way", e);
            }
        }
        return results;
    }

    @Override
    public void close() {
        users.shutdown();
    }

    private CallResult ask(String question, String via, String model) {
        long start = System.nanoTime();
        String failure = failureOf(question, via, model);
        return new CallResult(via, (System.nanoTime() - start) / 1_000_000, failure);
    }

    private @Nullable String failureOf(String question, String via, String model) {
        try {
            JsonNode answer = service.get()
                    .uri("/answer?question={question}&via={via}&model={model}", question, via, model)
                    .retrieve()
                    .body(JsonNode.class);
            String text = answer == null ? "" : answer.path("text").asString();
            return text.equals(Scenario.ANSWER) ? null : "not the whole answer: " + text.length() + " characters";
        } catch (RestClientResponseException e) {
            JsonNode problem = e.getResponseBodyAs(JsonNode.class);
            return problem == null ? e.getMessage() : problem.path("detail").asString();
        } catch (RestClientException e) {
            return e.getMessage();
        }
    }
}
