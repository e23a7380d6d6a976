package dev.breakwater.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthyAnswersTest {

    private final FaultProvider provider = FaultProvider.start().named("primary");
    private final TestClient client = new TestClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void a_plain_chat_answer_names_provider_and_model_and_counts_sixty_tokens() throws Exception {
        HttpResponse<String> response = client.chat(provider);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-served-by")).hasValue("primary");
        assertThat(Json.objectIn(response.body()))
                .containsEntry("model", "gpt-4.1")
                .containsKeys("choices", "usage");
        assertThat(response.body()).contains("primary gpt-4.1 t3 ", " t60\"", "\"completion_tokens\":60");
    }

    @Test
    void a_streamed_chat_answer_opens_with_the_role_and_closes_with_usage_and_done() throws Exception {
        HttpResponse<String> response = client.chatStream(provider);

        List<String> events = List.of(response.body().split("\n\n"));
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(events).hasSize(1 + 60 + 1 + 1 + 1);
        assertThat(events.get(0)).contains("\"role\":\"assistant\"");
        assertThat(events.get(1)).contains("\"delta\":{\"content\":\"primary\"}");
        assertThat(events.get(61)).contains("\"finish_reason\":\"stop\"");
        assertThat(events.get(62)).contains("\"choices\":[],\"usage\":{\"prompt_tokens\":12");
        assertThat(events.get(63)).isEqualTo("data: [DONE]");
    }

    @Test
    void every_event_of_every_stream_carries_a_json_object() throws Exception {
        String body = TestClient.chatBody(true);
        for (String path : List.of(
                "/v1/chat/completions",
                "/v1/responses",
                "/v1/messages",
                "/v1beta/models/g:streamGenerateContent?alt=sse")) {
            String stream = client.post(provider, path, body).body();

            assertThat(stream.lines().filter(line -> line.startsWith("data: ") && !line.endsWith("[DONE]")))
                    .as(path)
                    .hasSizeGreaterThanOrEqualTo(60)
                    .noneMatch(line -> Json.objectIn(line.substring(6)).isEmpty());
        }
    }

    @Test
    void the_responses_stream_ends_with_the_completed_response_and_its_usage() throws Exception {
        String stream = client.post(provider, "/v1/responses", "{\"model\":\"gpt-4.1\",\"stream\":true}")
                .body();

        assertThat(stream).startsWith("event: response.created\n");
        assertThat(stream.substring(stream.lastIndexOf("event: ")))
                .startsWith("event: response.completed\n")
                .contains("\"output_tokens\":60");
    }

    @Test
    void anthropic_answers_plain_and_streamed_in_its_own_events() throws Exception {
        String plain = client.post(provider, "/v1/messages", "{\"model\":\"claude-sonnet-5\"}")
                .body();
        String stream = client.post(provider, "/v1/messages", "{\"model\":\"claude-sonnet-5\",\"stream\":true}")
                .body();

        assertThat(plain).contains("\"type\":\"message\"", "primary claude-sonnet-5", "\"output_tokens\":60");
        assertThat(stream).startsWith("event: message_start\n").endsWith("data: {\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void gemini_answers_as_document_as_array_and_as_event_stream() throws Exception {
        String model = "/v1beta/models/gemini-3-pro";
        String plain = client.post(provider, model + ":generateContent", "{}").body();
        String array =
                client.post(provider, model + ":streamGenerateContent", "{}").body();
        String events = client.post(provider, model + ":streamGenerateContent?alt=sse", "{}")
                .body();

        assertThat(plain).contains("primary gemini-3-pro", "\"candidatesTokenCount\":60");
        assertThat(array).startsWith("[{").endsWith("}]");
        assertThat(events).startsWith("data: {").contains("\"finishReason\":\"STOP\"");
    }

    @Test
    void bedrock_converses_in_its_own_document_and_names_its_exceptions() throws Exception {
        provider.answer(Fault.none(), Fault.unavailable503());
        String path = "/model/amazon.nova-pro-v1%3A0/converse";
        String plain = client.post(provider, path, "{}").body();
        HttpResponse<String> refused = client.post(provider, path, "{}");

        assertThat(plain).contains("\"text\":\"primary amazon.nova-pro-v1%3A0 t3 ", "\"outputTokens\":60");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"__type\":\"ServiceUnavailableException\"");
    }

    @Test
    void embeddings_and_models_are_lists() throws Exception {
        String embeddings = client.post(provider, "/v1/embeddings", "{\"model\":\"e\",\"input\":[\"a\",\"b\"]}")
                .body();
        String models = client.post(provider, "/v1/models", "").body();

        assertThat(embeddings).contains("\"index\":0", "\"index\":1").doesNotContain("\"index\":2");
        assertThat(models).contains("\"id\":\"gpt-4.1\"");
    }

    @Test
    void a_trailing_assistant_message_is_continued_where_it_stopped() throws Exception {
        String body = "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"go on\"},"
                + "{\"content\":\"other gpt-4.1 t3 t4\",\"role\":\"assistant\"}]}";

        String answer = client.post(provider, "/v1/chat/completions", body).body();

        assertThat(answer).contains("\"content\":\" t5 t6 ", "\"completion_tokens\":56");
    }
}
