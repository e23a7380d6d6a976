package dev.breakwater.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A chat completion whose provider breaks off and whose rest comes from another. */
final class ChatStreamRepairTest {
    private final ChatStreamRepair repair = new ChatStreamRepair();

    @Test
    void whole_events_pass_as_they_are_and_a_part_of_one_is_kept_back() {
        String event = chunk("one", "\"role\":\"assistant\",\"content\":\"Hello\"", "null");

        assertThat(pass(event + "data: {\"id\":\"o")).isEqualTo(event);
        assertThat(pass("ne\"}\n\n")).isEqualTo("data: {\"id\":\"one\"}\n\n");
    }

    @Test
    void a_continuation_goes_on_under_the_first_id_without_its_opening() {
        pass(text("one", "Hello"));

        repair.resume(true);

        assertThat(pass(chunk("two", "\"role\":\"assistant\",\"content\":\"\"", "null")))
                .isEmpty();
        assertThat(pass(text("two", " world"))).isEqualTo(text("one", " world"));
        assertThat(pass(finish("two") + "data: [DONE]\n\n")).isEqualTo(finish("one") + "data: [DONE]\n\n");
        assertThat(repair.diverged()).isFalse();
    }

    @Test
    void a_restart_loses_what_was_already_delivered_wherever_its_chunks_are_cut() {
        pass(text("one", "Hel") + text("one", "lo w"));

        repair.resume(false);

        assertThat(pass(text("two", "Hello"))).isEmpty();
        assertThat(pass(text("two", " world"))).isEqualTo(text("one", "orld"));
        assertThat(pass(text("two", "!"))).isEqualTo(text("one", "!"));
    }

    @Test
    void an_answer_that_begins_otherwise_has_diverged_and_nothing_of_it_passes() {
        pass(text("one", "Hello"));

        repair.resume(false);

        assertThat(pass(text("two", "Good day") + text("two", "!"))).isEmpty();
        assertThat(repair.diverged()).isTrue();
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void an_answer_that_ends_before_it_has_repeated_what_was_delivered_has_diverged() {
        pass(text("one", "Hello"));

        repair.resume(false);

        assertThat(pass(text("two", "Hel") + finish("two"))).isEmpty();
        assertThat(repair.diverged()).isTrue();
    }

    @Test
    void a_second_break_is_carried_across_like_the_first() {
        pass(text("one", "He"));
        repair.resume(true);
        pass(text("two", "llo"));
        repair.resume(false);

        assertThat(pass(text("three", "Hello world"))).isEqualTo(text("one", " world"));
    }

    @Test
    void usage_behind_the_end_passes() {
        pass(text("one", "Hello"));
        repair.resume(false);
        String usage =
                "data: {\"id\":\"%s\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n";

        pass(text("two", "Hello") + finish("two"));

        assertThat(pass(usage.formatted("two"))).isEqualTo(usage.formatted("one"));
    }

    @Test
    void a_continuations_output_is_counted_on_top_of_what_the_broken_answer_had_reported() {
        pass(text("one", "Hel") + usage("one", 10, 2, 1));
        pass(text("one", "lo") + usage("one", 10, 4, 1));
        repair.resume(true);
        pass(text("two", " wor") + usage("two", 14, 1, 0));
        repair.resume(true);

        pass(text("three", "ld") + finish("three"));

        assertThat(pass(usage("three", 15, 3, 2))).isEqualTo(usage("one", 15, 8, 3));
        assertThat(repair.total(new TokenUsage(15, 3, 7, 6, 2))).isEqualTo(new TokenUsage(15, 8, 7, 6, 3));
    }

    @Test
    void a_new_answer_from_the_beginning_counts_the_whole_text_by_itself() {
        pass(text("one", "Hello") + usage("one", 10, 4, 1));
        repair.resume(false);
        pass(text("two", "Hello world") + finish("two"));

        assertThat(pass(usage("two", 11, 9, 2))).isEqualTo(usage("one", 11, 9, 2));
        assertThat(repair.total(TokenUsage.of(11, 9))).isEqualTo(TokenUsage.of(11, 9));
    }

    @Test
    void what_was_never_reported_is_not_estimated() {
        pass(text("one", "Hello"));
        repair.resume(true);
        pass(text("two", " world") + finish("two"));

        assertThat(pass(usage("two", 14, 3, 0))).isEqualTo(usage("one", 14, 3, 0));
        assertThat(repair.total(TokenUsage.of(14, 3))).isEqualTo(TokenUsage.of(14, 3));
        assertThat(repair.total(null)).isNull();
    }

    @Test
    void tool_calls_a_second_choice_and_a_finished_answer_are_not_taken_up_again() {
        ChatStreamRepair tools = new ChatStreamRepair();
        ChatStreamRepair choices = new ChatStreamRepair();
        pass(text("one", "Hello"));
        assertThat(repair.resumable()).isTrue();

        pass(finish("one"));
        tools.pass(bytes(chunk("one", "\"tool_calls\":[{\"index\":0,\"id\":\"c\"}]", "null")));
        choices.pass(bytes("data: {\"id\":\"one\",\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}}]}\n\n"));

        assertThat(repair.resumable()).isFalse();
        assertThat(tools.resumable()).isFalse();
        assertThat(choices.resumable()).isFalse();
    }

    @Test
    void the_continued_request_ends_with_what_was_delivered() {
        pass(text("one", "Say \\\"hi\\\""));
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"go [on]\"}],\"model\":\"gpt\",\"stream\":true}";

        Request continued = repair.continued(request(body));

        assertThat(new String(continued.body().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"go [on]\"},"
                                + "{\"role\":\"assistant\",\"content\":\"Say \\\"hi\\\"\"}],\"model\":\"gpt\",\"stream\":true}");
    }

    @Test
    void a_request_without_messages_cannot_be_continued() {
        pass(text("one", "Hello"));

        assertThat(repair.continued(request("{\"input\":\"x\"}"))).isNull();
        assertThat(repair.continued(request("not json"))).isNull();
    }

    private String pass(String events) {
        ByteBuffer out = repair.pass(bytes(events));
        return StandardCharsets.UTF_8.decode(out).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String body) {
        return new Request(
                "POST",
                Url.parse("https://api.openai.com/v1/chat/completions"),
                Headers.NONE,
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String usage(String id, int prompt, int completion, int reasoning) {
        return ("data: {\"id\":\"%s\",\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,"
                        + "\"total_tokens\":%d,\"completion_tokens_details\":{\"reasoning_tokens\":%d}}}\n\n")
                .formatted(id, prompt, completion, prompt + completion, reasoning);
    }

    private static String text(String id, String content) {
        return chunk(id, "\"content\":\"" + content + "\"", "null");
    }

    private static String finish(String id) {
        return chunk(id, "", "\"stop\"");
    }

    private static String chunk(String id, String delta, String finishReason) {
        return "data: {\"id\":\"" + id + "\",\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"finish_reason\":"
                + finishReason + "}]}\n\n";
    }
}
