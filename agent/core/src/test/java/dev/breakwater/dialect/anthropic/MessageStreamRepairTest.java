package dev.breakwater.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.TokenUsage;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A message whose provider breaks off and whose rest comes from another. */
final class MessageStreamRepairTest {
    private static final String STOP = event("message_stop", "");

    private final MessageStreamRepair repair = new MessageStreamRepair();

    @Test
    void whole_events_pass_as_they_are_and_a_part_of_one_is_kept_back() {
        String first = start("one", 20, 1) + textStart(0) + text(0, "Hello");

        assertThat(pass(first + "event: content_block")).isEqualTo(first);
        assertThat(pass("_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"))
                .isEqualTo(blockStop(0));
    }

    @Test
    void a_continuation_goes_on_in_the_open_block_of_the_first_message() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello"));

        repair.resume(true);

        assertThat(pass(start("two", 25, 1) + textStart(0) + text(0, " world"))).isEqualTo(text(0, " world"));
        assertThat(pass(blockStop(0) + end(7) + STOP)).isEqualTo(blockStop(0) + end("8,\"input_tokens\":45") + STOP);
        assertThat(repair.diverged()).isFalse();
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void a_restart_loses_what_was_already_delivered_wherever_its_events_are_cut() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hel") + text(0, "lo w"));

        repair.resume(false);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, "Hello"))).isEmpty();
        assertThat(pass(text(0, " world"))).isEqualTo(text(0, "orld"));
        assertThat(pass(text(0, "!"))).isEqualTo(text(0, "!"));
    }

    @Test
    void an_answer_that_begins_otherwise_has_diverged_and_nothing_of_it_passes() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello"));

        repair.resume(false);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, "Good day") + text(0, "!")))
                .isEmpty();
        assertThat(repair.diverged()).isTrue();
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void an_answer_that_ends_or_calls_a_tool_before_it_has_repeated_what_was_delivered_has_diverged() {
        MessageStreamRepair other = new MessageStreamRepair();
        String first = start("one", 20, 1) + textStart(0) + text(0, "Hello");
        pass(first);
        other.pass(bytes(first));
        repair.resume(false);
        other.resume(false);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, "Hel") + blockStop(0) + end(3)))
                .isEmpty();
        other.pass(bytes(start("two", 20, 1) + textStart(0) + text(0, "Hel") + blockStop(0) + toolStart(1)));

        assertThat(repair.diverged()).isTrue();
        assertThat(other.diverged()).isTrue();
    }

    @Test
    void thinking_that_was_delivered_whole_is_not_delivered_again() {
        String thinking = thinkingStart(0) + thought(0, "Hm") + blockStop(0);
        pass(start("one", 20, 1) + thinking + textStart(1) + text(1, "Hel"));
        assertThat(repair.resumable()).isTrue();

        repair.resume(false);

        assertThat(pass(start("two", 20, 1) + thinkingStart(0) + thought(0, "Well") + blockStop(0)))
                .isEmpty();
        assertThat(pass(textStart(1) + text(1, "Hello"))).isEqualTo(text(1, "lo"));
    }

    @Test
    void thinking_that_broke_off_cannot_be_taken_up() {
        pass(start("one", 20, 1) + thinkingStart(0) + thought(0, "Hm"));

        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void a_new_answer_that_does_not_think_goes_on_in_the_block_behind_the_old_thinking() {
        pass(start("one", 20, 1) + thinkingStart(0) + thought(0, "Hm") + blockStop(0) + textStart(1) + text(1, "Hel"));

        repair.resume(false);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, "Hello") + blockStop(0)))
                .isEqualTo(text(1, "lo") + blockStop(1));
    }

    @Test
    void blocks_behind_the_text_follow_under_the_next_indexes() {
        pass(start("one", 20, 1) + thinkingStart(0) + thought(0, "Hm") + blockStop(0) + textStart(1) + text(1, "Hi"));

        repair.resume(false);

        assertThat(pass(start("two", 20, 1)
                        + textStart(0)
                        + text(0, "Hi")
                        + blockStop(0)
                        + toolStart(1)
                        + toolInput(1)
                        + blockStop(1)))
                .isEqualTo(blockStop(1) + toolStart(2) + toolInput(2) + blockStop(2));
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void a_break_between_two_blocks_opens_a_new_one_for_the_rest() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello") + blockStop(0));

        repair.resume(true);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, " world") + blockStop(0)))
                .isEqualTo(textStart(1) + text(1, " world") + blockStop(1));
    }

    @Test
    void a_second_break_is_carried_across_like_the_first_and_all_usage_is_summed_up() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "He"));
        repair.resume(true);
        pass(start("two", 21, 2) + textStart(0) + text(0, "llo"));
        repair.resume(false);

        assertThat(pass(start("three", 20, 1) + textStart(0) + text(0, "Hello world")))
                .isEqualTo(text(0, " world"));
        assertThat(pass(blockStop(0) + end(9))).isEqualTo(blockStop(0) + end("12,\"input_tokens\":61"));
    }

    @Test
    void counters_that_the_end_reports_itself_are_summed_where_they_stand() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "He"));
        repair.resume(true);

        assertThat(pass(start("two", 22, 1) + textStart(0) + text(0, "llo") + endWithInput(22, 5)))
                .isEqualTo(text(0, "llo") + blockStop(0) + endWithInput(42, 6));
        assertThat(repair.total(new TokenUsage(22, 5, 2, 1, 3))).isEqualTo(new TokenUsage(42, 6, 2, 1, 3));
    }

    @Test
    void white_space_that_was_cut_off_the_prefix_is_not_delivered_twice() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello \\n"));
        assertThat(sent(repair.continued(request("{\"messages\":[{}]}")))).endsWith("\"content\":\"Hello\"}]}");

        repair.resume(true);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, " \\nworld")))
                .isEqualTo(text(0, "world"));
    }

    @Test
    void white_space_that_the_continuation_leaves_out_is_no_divergence() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello \\n"));

        repair.resume(true);

        assertThat(pass(start("two", 20, 1) + textStart(0) + text(0, " world"))).isEqualTo(text(0, "world"));
        assertThat(repair.diverged()).isFalse();
    }

    @Test
    void tool_calls_citations_and_a_finished_message_are_not_taken_up_again() {
        MessageStreamRepair tools = new MessageStreamRepair();
        MessageStreamRepair citations = new MessageStreamRepair();
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello"));
        assertThat(repair.resumable()).isTrue();

        pass(blockStop(0) + end(4));
        tools.pass(bytes(start("one", 20, 1) + toolStart(0)));
        citations.pass(bytes(start("one", 20, 1)
                + textStart(0)
                + delta(0, "{\"type\":\"citations_delta\",\"citation\":{\"type\":\"x\"}}")));

        assertThat(repair.resumable()).isFalse();
        assertThat(tools.resumable()).isFalse();
        assertThat(citations.resumable()).isFalse();
    }

    @Test
    void pings_and_comments_pass_in_both_parts() {
        String ping = event("ping", "");
        assertThat(pass(start("one", 20, 1) + ping)).endsWith(ping);
        pass(textStart(0) + text(0, "Hello"));

        repair.resume(true);

        assertThat(pass(":\n\n" + ping)).isEqualTo(":\n\n" + ping);
    }

    @Test
    void the_continued_request_ends_with_what_was_delivered() {
        pass(start("one", 20, 1) + textStart(0) + text(0, "Say \\\"hi\\\""));

        assertThat(sent(repair.continued(request("{\"messages\":[{\"role\":\"user\"}],\"max_tokens\":9}"))))
                .isEqualTo("{\"messages\":[{\"role\":\"user\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Say \\\"hi\\\"\"}],\"max_tokens\":9}");
    }

    @Test
    void a_request_that_excludes_a_prefix_cannot_be_continued() {
        assertThat(repair.continued(request("{\"messages\":[{}]}"))).isNull();
        pass(start("one", 20, 1) + textStart(0) + text(0, "Hello"));

        assertThat(repair.continued(request("{\"thinking\":{\"type\":\"enabled\"},\"messages\":[{}]}")))
                .isNull();
        assertThat(repair.continued(request("{\"output_config\":{\"format\":{\"type\":\"x\"}},\"messages\":[{}]}")))
                .isNull();
        assertThat(repair.continued(request("{\"prompt\":\"x\"}"))).isNull();
        assertThat(repair.continued(request("not json"))).isNull();
        assertThat(repair.continued(request("{\"thinking\":{\"type\":\"disabled\"},\"messages\":[{}]}")))
                .isNotNull();
    }

    private String pass(String events) {
        return StandardCharsets.UTF_8.decode(repair.pass(bytes(events))).toString();
    }

    private static String sent(Request request) {
        return new String(request.body().bytes(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String body) {
        return new Request(
                "POST",
                Url.parse("https://api.anthropic.com/v1/messages"),
                Headers.NONE,
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String start(String id, int input, int output) {
        return event(
                "message_start",
                ",\"message\":{\"id\":\"" + id + "\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":"
                        + input + ",\"output_tokens\":" + output + "}}");
    }

    private static String textStart(int index) {
        return blockStart(index, "{\"type\":\"text\",\"text\":\"\"}");
    }

    private static String thinkingStart(int index) {
        return blockStart(index, "{\"type\":\"thinking\",\"thinking\":\"\"}");
    }

    private static String toolStart(int index) {
        return blockStart(index, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}");
    }

    private static String blockStart(int index, String block) {
        return event("content_block_start", ",\"index\":" + index + ",\"content_block\":" + block);
    }

    private static String text(int index, String text) {
        return delta(index, "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    private static String thought(int index, String text) {
        return delta(index, "{\"type\":\"thinking_delta\",\"thinking\":\"" + text + "\"}");
    }

    private static String toolInput(int index) {
        return delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}");
    }

    private static String delta(int index, String delta) {
        return event("content_block_delta", ",\"index\":" + index + ",\"delta\":" + delta);
    }

    private static String blockStop(int index) {
        return event("content_block_stop", ",\"index\":" + index);
    }

    private static String end(int output) {
        return end(Integer.toString(output));
    }

    private static String end(String usage) {
        return event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":" + usage + "}");
    }

    private static String endWithInput(int input, int output) {
        return event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":" + input + ",\"output_tokens\":"
                        + output + "}");
    }

    private static String event(String type, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}\n\n";
    }
}
