package dev.breakwater.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Body;
import dev.breakwater.message.Header;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestFactsTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            openai    | POST | /v1/chat/completions                                       | CHAT             | null
            openai    | POST | /v1/chat/completions/                                      | CHAT             | null
            openai    | POST | /openai/v1/responses                                       | CHAT             | null
            openai    | POST | /v1/completions                                            | TEXT_COMPLETION  | null
            openai    | POST | /v1/embeddings                                             | EMBEDDINGS       | null
            openai    | POST | /openai/deployments/gpt%2D41/chat/completions             | CHAT             | gpt-41
            openai    | POST | /openai/deployments/emb/embeddings                         | EMBEDDINGS       | emb
            openai    | POST | /api/v1/chat/completions                                   | CHAT             | null
            openai    | GET  | /v1/models                                                 | OTHER            | null
            openai    | GET  | /v1/responses/resp_1                                       | OTHER            | null
            openai    | GET  | /v1/chat/completions                                       | OTHER            | null
            openai    | POST | /v1/responses/resp_1/cancel                                | OTHER            | null
            openai    | POST | /v1/files                                                  | OTHER            | null
            anthropic | POST | /v1/messages                                               | CHAT             | null
            anthropic | POST | /v1/messages/count_tokens                                  | OTHER            | null
            anthropic | POST | /v1/messages/batches                                       | OTHER            | null
            anthropic | POST | /v1/complete                                               | TEXT_COMPLETION  | null
            anthropic | POST | /v1/projects/p/locations/l/publishers/anthropic/models/claude-x@1:streamRawPredict | CHAT | claude-x@1
            gemini    | POST | /v1beta/models/gemini-2.5-pro:generateContent              | GENERATE_CONTENT | gemini-2.5-pro
            gemini    | POST | /v1beta/models/gemini-2.5-pro:streamGenerateContent        | GENERATE_CONTENT | gemini-2.5-pro
            gemini    | POST | /v1beta/models/gemini-embedding-001:batchEmbedContents     | EMBEDDINGS       | gemini-embedding-001
            gemini    | POST | /v1beta/models/gemini-embedding-001:embedContent           | EMBEDDINGS       | gemini-embedding-001
            gemini    | POST | /v1beta/models/gemini-2.5-pro:countTokens                  | OTHER            | gemini-2.5-pro
            gemini    | POST | /v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent | GENERATE_CONTENT | gemini-2.5-pro
            gemini    | POST | /v1beta/openai/chat/completions                            | CHAT             | null
            gemini    | GET  | /v1beta/models                                             | OTHER            | null
            bedrock   | POST | /model/amazon.nova-pro-v1%3A0/converse                     | CHAT             | amazon.nova-pro-v1:0
            bedrock   | POST | /model/amazon.nova-pro-v1%3A0/converse-stream              | CHAT             | amazon.nova-pro-v1:0
            bedrock   | POST | /model/amazon.titan-embed-text-v2%3A0/invoke               | EMBEDDINGS       | amazon.titan-embed-text-v2:0
            bedrock   | POST | /model/arn%3Aaws%3Abedrock%3Aeu%3A1%3Ainference-profile%2Fx/invoke-with-response-stream | CHAT | arn:aws:bedrock:eu:1:inference-profile/x
            bedrock   | POST | /model/m/count-tokens                                      | OTHER            | m
            ollama    | POST | /api/chat                                                  | CHAT             | null
            ollama    | POST | /api/generate                                              | TEXT_COMPLETION  | null
            ollama    | POST | /api/embed                                                 | EMBEDDINGS       | null
            ollama    | POST | /api/pull                                                  | OTHER            | null
            ollama    | POST | /v1/chat/completions                                       | CHAT             | null
            generic   | POST | /house/v2/embeddings                                       | EMBEDDINGS       | null
            generic   | POST | /house/v2/generate                                         | CHAT             | null
            generic   | POST | /house/v2/users                                            | OTHER            | null
            """)
    void knows_operation_and_model_by_the_path(
            String dialect, String method, String path, Operation operation, String model) {
        RequestFacts facts = facts(dialect, method, path, "");

        assertThat(facts.operation()).isEqualTo(operation);
        assertThat(String.valueOf(facts.model())).isEqualTo(model);
    }

    @Test
    void reads_model_stream_and_limits_off_the_body() {
        String body =
                "{ \"messages\": [{\"content\": \"\\\"model\\\": \\\"x\\\", ü\", \"model\": \"y\"}], \"stream\" : true,"
                        + " \"model\" : \"gpt-4.1\", \"max_completion_tokens\":77,\"stream_options\":{\"include_usage\":true}}";

        RequestFacts facts = facts("openai", "POST", "/v1/chat/completions", body);

        assertThat(facts.model()).isEqualTo("gpt-4.1");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxOutputTokens()).isEqualTo(77);
        assertThat(facts.includesStreamUsage()).isTrue();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(Arrays.copyOfRange(bytes, facts.modelStart(), facts.modelEnd()), StandardCharsets.UTF_8))
                .isEqualTo("\"gpt-4.1\"");
    }

    @Test
    void an_escaped_model_is_read_and_replaced_whole() {
        String body = "{\"model\":\"a\\u00fc\\\"b\",\"max_tokens\":5}";
        Request request = request("POST", "/v1/chat/completions", body);
        Dialect dialect = Dialects.named("openai");
        RequestFacts facts = dialect.facts(request);

        ModelChange change = dialect.withModel(request, facts, "c");

        assertThat(facts.model()).isEqualTo("aü\"b");
        assertThat(new String(change.body().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"c\",\"max_tokens\":5}");
    }

    @Test
    void a_body_with_a_byte_order_mark_keeps_it() {
        String body = "\ufeff{\"model\":\"a\"}";
        Request request = request("POST", "/v1/chat/completions", body);
        Dialect dialect = Dialects.named("openai");

        ModelChange change = dialect.withModel(request, dialect.facts(request), "c");

        assertThat(new String(change.body().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("\ufeff{\"model\":\"c\"}");
    }

    @Test
    void a_body_in_an_encoding_that_is_not_jsons_is_neither_read_nor_rewritten() {
        byte[] body = "{\"model\":\"a\"}".getBytes(StandardCharsets.UTF_16LE);
        Request request =
                new Request("POST", Url.parse("https://host/v1/chat/completions"), Headers.NONE, Body.of(body));
        Dialect dialect = Dialects.named("openai");

        RequestFacts facts = dialect.facts(request);

        assertThat(facts.model()).isNull();
        assertThat(dialect.withModel(request, facts, "c")).isNull();
    }

    @Test
    void a_deployment_in_the_path_counts_before_the_body_and_both_are_rewritten() {
        Request request = request("POST", "/openai/deployments/gpt-eu/chat/completions", "{\"model\":\"gpt-4.1\"}");
        Dialect dialect = Dialects.named("openai");
        RequestFacts facts = dialect.facts(request);

        ModelChange change = dialect.withModel(request, facts, "gpt us");

        assertThat(facts.model()).isEqualTo("gpt-eu");
        assertThat(change.path()).isEqualTo("/openai/deployments/gpt%20us/chat/completions");
        assertThat(new String(change.body().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"gpt us\"}");
    }

    @Test
    void a_repeated_gemini_model_keeps_its_prefix() {
        Request request = request("POST", "/v1beta/models/a:embedContent", "{\"model\":\"models/a\",\"content\":{}}");
        Dialect dialect = Dialects.named("gemini");

        ModelChange change = dialect.withModel(request, dialect.facts(request), "b");

        assertThat(change.path()).isEqualTo("/v1beta/models/b:embedContent");
        assertThat(new String(change.body().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"models/b\",\"content\":{}}");
    }

    @Test
    void a_batch_that_names_its_model_many_times_is_left_alone() {
        Request request =
                request("POST", "/v1beta/models/a:batchEmbedContents", "{\"requests\":[{\"model\":\"models/a\"}]}");
        Dialect dialect = Dialects.named("gemini");

        assertThat(dialect.withModel(request, dialect.facts(request), "b")).isNull();
    }

    @Test
    void a_signed_request_is_never_rewritten() {
        Headers signed = Headers.of(List.of(new Header("authorization", "AWS4-HMAC-SHA256 Credential=x")));
        Request request = new Request("POST", Url.parse("https://host/model/a/converse"), signed, Body.of(new byte[0]));
        Dialect dialect = Dialects.named("bedrock");

        assertThat(dialect.withModel(request, dialect.facts(request), "b")).isNull();
    }

    @Test
    void a_body_that_is_not_there_cannot_be_rewritten() {
        Request request =
                new Request("POST", Url.parse("https://host/v1/chat/completions"), Headers.NONE, Body.opaque(9, true));
        Dialect dialect = Dialects.named("openai");

        assertThat(dialect.withModel(request, dialect.facts(request), "b")).isNull();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ollama  | /api/chat                            | {"model":"m"}                                         | true  | -1
            ollama  | /api/chat                            | {"model":"m","stream":false}                          | false | -1
            ollama  | /api/embed                           | {"model":"m"}                                         | false | -1
            ollama  | /v1/chat/completions                 | {"model":"m","max_tokens":5}                          | false | 5
            ollama  | /api/generate                        | {"model":"m","options":{"num_predict":9}}             | true  | 9
            gemini  | /v1beta/models/m:streamGenerateContent | {"generationConfig":{"maxOutputTokens":8}}          | true  | 8
            gemini  | /v1beta/models/m:generateContent     | {}                                                    | false | -1
            bedrock | /model/m/converse-stream             | {"inferenceConfig":{"maxTokens":7}}                   | true  | 7
            bedrock | /model/m/invoke                      | {"max_tokens":6}                                      | false | 6
            openai  | /v1/responses                        | {"model":"m","max_output_tokens":3,"stream":true}     | true  | 3
            openai  | /v1/chat/completions                 | {"model":"m","max_tokens":null,"stream":null}         | false | -1
            openai  | /v1/chat/completions                 | {"model":"m","max_tokens":99999999999}                | false | 2147483647
            openai  | /v1/chat/completions                 | {"model":"m","max_tokens":"x"}                        | false | -1
            """)
    void reads_stream_and_limit_in_every_notation(
            String dialect, String path, String body, boolean stream, int maxOutputTokens) {
        RequestFacts facts = facts(dialect, "POST", path, body);

        assertThat(facts.stream()).isEqualTo(stream);
        assertThat(facts.maxOutputTokens()).isEqualTo(maxOutputTokens);
    }

    private static RequestFacts facts(String dialect, String method, String path, String body) {
        return Dialects.named(dialect).facts(request(method, path, body));
    }

    private static Request request(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Request(method, Url.parse("https://host" + path), Headers.NONE, Body.of(bytes));
    }
}
