package dev.breakwater.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.dialect.RequestFacts;
import dev.breakwater.json.JsonObject;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a translation refuses, by name, and what it lets pass without a word. */
final class UntranslatableTest {
    private static final String USER = "\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"n\": 2|`n` of 2",
                "\"logprobs\": true|`logprobs`",
                "\"logit_bias\": {\"50256\": -100}|`logit_bias`",
                "\"audio\": {\"voice\": \"alloy\"}|`audio`",
                "\"modalities\": [\"text\", \"audio\"]|`modalities` other than text",
                "\"store\": true|`store`",
                "\"functions\": [{\"name\": \"f\"}]|`functions`",
                "\"web_search_options\": {\"a\": 1}|`web_search_options`",
                "\"brand_new\": 1|`brand_new`",
                "\"stop\": \"\\n\"|a `stop` of nothing but white space",
                "\"tools\": [{\"type\": \"custom\", \"custom\": {\"name\": \"c\"}}]|`custom` in a tool",
                "\"tools\": [{\"type\": \"web_search\"}]|a tool of type \"web_search\"",
                "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}], \"tool_choice\": {\"type\": \"allowed_tools\"}|a `tool_choice`",
                "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}], \"response_format\": {\"type\": \"json_object\"}|tools together",
                "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"schema\": {\"type\": \"array\"}}}|schema is not an object's",
                "\"response_format\": {\"type\": \"grammar\"}|a `response_format` of type \"grammar\"",
            })
    void what_anthropic_cannot_say_is_refused_by_its_name(String field, String what) {
        refusedByAnthropic("{" + USER + ", " + field + "}", what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"role\": \"user\", \"content\": [{\"type\": \"input_audio\"}]}|a content part of type \"input_audio\"",
                "{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"http://a/b.png\"}}]}|neither https nor data",
                "{\"role\": \"user\", \"content\": [{\"type\": \"file\", \"file\": {\"file_id\": \"f\"}}]}|no PDF in the request",
                "{\"role\": \"function\", \"content\": \"x\"}|a message of role \"function\"",
                "{\"role\": \"assistant\", \"content\": \"x\"}|the assistant's message at its end",
                "{\"role\": \"assistant\", \"audio\": {\"id\": \"a\"}}|`audio` in a message",
                "{\"role\": \"assistant\", \"tool_calls\": [{\"type\": \"custom\"}]}|a tool call of type \"custom\"",
                "{\"role\": \"assistant\", \"tool_calls\": [{\"function\": {\"arguments\": \"[1\"}}]}|no JSON object",
                "{\"role\": \"system\", \"content\": \"x\"}|no message of the user's",
            })
    void a_message_that_anthropic_cannot_be_told_is_refused(String message, String what) {
        refusedByAnthropic("{\"messages\": [" + message + "]}", what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"mcp_servers\": [{\"url\": \"x\"}]|`mcp_servers`",
                "\"container\": \"c\"|`container`",
                "\"tools\": [{\"type\": \"web_search_20250305\", \"name\": \"w\"}]|a tool of type \"web_search_20250305\"",
                "\"tools\": [{\"name\": \"t\"}], \"tool_choice\": {\"type\": \"odd\"}|a `tool_choice` of type \"odd\"",
                "\"stop_sequences\": [\"1\", \"2\", \"3\", \"4\", \"5\"]|more than 4 `stop_sequences`",
                "\"output_config\": {\"format\": {\"type\": \"grammar\"}}|an output format of type \"grammar\"",
            })
    void what_openai_cannot_say_is_refused_by_its_name(String field, String what) {
        refusedByOpenAi("{" + USER + ", " + field + "}", what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"role\": \"assistant\", \"content\": \"{\"}|the beginning of the answer",
                "{\"role\": \"user\", \"content\": [{\"type\": \"search_result\"}]}|a content block of type \"search_result\"",
                "{\"role\": \"user\", \"content\": [{\"type\": \"image\", \"source\": {\"type\": \"file\"}}]}|an image that is neither",
                "{\"role\": \"user\", \"content\": [{\"type\": \"document\", \"source\": {\"type\": \"url\"}}]}|a document that is not in the request",
                "{\"role\": \"user\", \"content\": [{\"type\": \"document\", \"source\": {}, \"citations\": {\"enabled\": true}}]}|citations",
                "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"content\": [{\"type\": \"image\"}]}]}|a content block of type \"image\"",
            })
    void a_message_that_openai_cannot_be_told_is_refused(String message, String what) {
        refusedByOpenAi("{\"messages\": [" + message + "]}", what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\": 1",
                "\"logprobs\": false, \"top_logprobs\": null",
                "\"store\": false",
                "\"logit_bias\": {}",
                "\"modalities\": [\"text\"]",
                "\"seed\": 1, \"presence_penalty\": 0.5, \"reasoning_effort\": \"low\", \"prompt_cache_key\": \"k\"",
            })
    void what_asks_for_nothing_or_only_shapes_is_left_out(String field) throws Exception {
        JsonObject sent = toAnthropic("{" + USER + ", " + field + "}");

        assertThat(sent.names()).containsExactlyInAnyOrder("max_tokens", "messages");
    }

    @Test
    void only_chat_calls_with_a_readable_body_are_translated() {
        assertThatThrownBy(() -> call("openai", "anthropic", "/v1/responses", "{}"))
                .hasMessage("another operation than a chat completion");
        assertThatThrownBy(() -> call("anthropic", "openai", "/v1/messages/count_tokens", "{}"))
                .hasMessage("another operation than a message");
        assertThatThrownBy(() -> toAnthropic("not json")).hasMessage("a body that cannot be read");
    }

    @Test
    void there_is_a_translation_between_these_two_and_no_others() {
        assertThat(Translations.between("openai", "anthropic")).isNotNull();
        assertThat(Translations.between("anthropic", "openai")).isNotNull();
        assertThat(Translations.between("openai", "gemini")).isNull();
        assertThat(Translations.between("openai", "openai")).isNull();
    }

    @Test
    void the_endpoint_url_may_hold_anthropics_version_or_not_and_names_openais_newer_limit_at_openai()
            throws Exception {
        String body = "{" + USER + ", \"max_tokens\": 5}";

        assertThat(at("openai", "anthropic", body, "https://api.anthropic.com/v1")
                        .path())
                .isEqualTo("/messages");
        assertThat(at("openai", "anthropic", body, "https://api.anthropic.com/").path())
                .isEqualTo("/v1/messages");
        assertThat(new String(at("anthropic", "openai", body, "https://api.openai.com/v1")
                        .body()))
                .contains("\"max_completion_tokens\":5");
        assertThat(new String(at("anthropic", "openai", body, "https://llm.example.com/v1")
                        .body()))
                .contains("\"max_tokens\":5");
    }

    @Test
    void ids_of_tool_calls_keep_to_anthropics_alphabet() throws Exception {
        JsonObject sent =
                toAnthropic("{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"assistant\","
                        + " \"tool_calls\": [{\"id\": \"functions.f:0\", \"function\": {\"name\": \"f\"}}]},"
                        + " {\"role\": \"tool\", \"tool_call_id\": \"functions.f:0\", \"content\": \"\"}]}");

        assertThat(sent.toString())
                .contains("\"id\":\"functions_f_0\"", "\"tool_use_id\":\"functions_f_0\"")
                .doesNotContain("functions.f");
    }

    @Test
    void errors_are_said_in_the_applications_dialect_whatever_they_were() throws Exception {
        AnswerTranslation openAi = at("openai", "anthropic", "{" + USER + "}", "https://a.example.com")
                .answers();
        AnswerTranslation anthropic = at("anthropic", "openai", "{" + USER + "}", "https://a.example.com")
                .answers();

        assertThat(new String(openAi.error(
                        529,
                        bytes("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}"))))
                .isEqualTo(
                        "{\"error\":{\"message\":\"Busy\",\"type\":\"overloaded_error\",\"param\":null,\"code\":null}}");
        assertThat(new String(
                        anthropic.error(429, bytes("{\"error\":{\"message\":\"Slow down\",\"type\":\"requests\"}}"))))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"},"
                        + "\"request_id\":null}");
        assertThat(new String(openAi.error(502, bytes("<html>")))).contains("status 502");
        assertThat(new String(anthropic.error(502, bytes("<html>")))).contains("api_error", "status 502");
    }

    @Test
    void an_answer_that_cannot_be_read_is_none() throws Exception {
        AnswerTranslation openAi = at("openai", "anthropic", "{" + USER + "}", "https://a.example.com")
                .answers();
        AnswerTranslation anthropic = at("anthropic", "openai", "{" + USER + "}", "https://a.example.com")
                .answers();

        assertThat(openAi.document(bytes("<html>"), 0)).isNull();
        assertThat(openAi.document(bytes("{}"), 0)).isNull();
        assertThat(anthropic.document(bytes("{\"choices\":[]}"), 0)).isNull();
        assertThat(anthropic.document(
                        bytes("{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":\"{\"}}]}}]}"),
                        0))
                .isNull();
    }

    @Test
    void a_stream_that_was_cut_is_given_no_end() throws Exception {
        for (String stream : new String[] {
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n",
            "data: not json\n\ndata: [DONE]\n\n"
        }) {
            EventTranslation events = at("anthropic", "openai", "{" + USER + "}", "https://a.example.com")
                    .answers()
                    .events(0);

            events.feed(java.nio.ByteBuffer.wrap(bytes(stream)));
            events.end();

            assertThat(StandardCharsets.UTF_8.decode(events.take()).toString()).doesNotContain("message_stop");
        }
    }

    private static void refusedByAnthropic(String body, String what) {
        assertThatThrownBy(() -> toAnthropic(body))
                .isInstanceOf(UntranslatableException.class)
                .hasMessageContaining(what);
    }

    private static void refusedByOpenAi(String body, String what) {
        assertThatThrownBy(() -> call("anthropic", "openai", "/v1/messages", body))
                .isInstanceOf(UntranslatableException.class)
                .hasMessageContaining(what);
    }

    private static JsonObject toAnthropic(String body) throws Exception {
        return JsonObject.read(
                call("openai", "anthropic", "/v1/chat/completions", body).body());
    }

    private static TranslatedCall at(String from, String to, String body, String endpoint) throws Exception {
        String path = from.equals("openai") ? "/v1/chat/completions" : "/v1/messages";
        return Translations.between(from, to)
                .call(request(path, body), RequestFacts.UNKNOWN, null, Url.parse(endpoint));
    }

    private static TranslatedCall call(String from, String to, String path, String body) throws Exception {
        return Translations.between(from, to)
                .call(request(path, body), RequestFacts.UNKNOWN, null, Url.parse("https://a.example.com/v1"));
    }

    private static Request request(String path, String body) {
        return new Request("POST", Url.parse("https://a.example.com" + path), Headers.NONE, Body.of(bytes(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
