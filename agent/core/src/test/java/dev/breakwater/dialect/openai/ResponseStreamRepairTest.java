package dev.breakwater.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A response whose provider breaks off and which is asked for again. */
final class ResponseStreamRepairTest {
    private final ResponseStreamRepair repair = new ResponseStreamRepair(false);

    @Test
    void whole_events_pass_as_they_are() {
        String events = opening("r1", "m1", 0) + delta("m1", 0, 4, "Hi");

        assertThat(pass(events)).isEqualTo(events);
        assertThat(repair.resumable()).isTrue();
    }

    @Test
    void a_restart_goes_on_under_the_first_ids_and_running_numbers() {
        pass(opening("r1", "m1", 0) + delta("m1", 0, 4, "Hel"));

        repair.resume(false);

        assertThat(pass(opening("r2", "m2", 0) + delta("m2", 0, 4, "Hello"))).isEqualTo(delta("m1", 0, 5, "lo"));
        assertThat(pass(delta("m2", 0, 5, " world"))).isEqualTo(delta("m1", 0, 6, " world"));
        assertThat(pass(closing("r2", "m2", 0, 6, "Hello world"))).isEqualTo(closing("r1", "m1", 0, 7, "Hello world"));
        assertThat(repair.diverged()).isFalse();
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void a_response_that_the_provider_keeps_ends_under_the_ids_that_it_is_kept_under() {
        ResponseStreamRepair stored = new ResponseStreamRepair(true);
        stored.pass(bytes(opening("r1", "m1", 0) + delta("m1", 0, 4, "Hel")));
        stored.resume(false);

        String out = text(stored.pass(
                bytes(opening("r2", "m2", 0) + delta("m2", 0, 4, "Hello") + closing("r2", "m2", 0, 5, "Hello"))));

        assertThat(out)
                .startsWith(delta("m1", 0, 5, "lo"))
                .contains("\"response\":{\"id\":\"r2\",\"output\":[{\"id\":\"m2\"")
                .doesNotContain("\"item_id\":\"m2\"");
    }

    @Test
    void an_answer_that_begins_otherwise_has_diverged_and_nothing_of_it_passes() {
        pass(opening("r1", "m1", 0) + delta("m1", 0, 4, "Hello"));

        repair.resume(false);

        assertThat(pass(opening("r2", "m2", 0) + delta("m2", 0, 4, "Good day"))).isEmpty();
        assertThat(repair.diverged()).isTrue();
        assertThat(repair.resumable()).isFalse();
    }

    @Test
    void an_answer_that_ends_before_it_has_repeated_what_was_delivered_has_diverged() {
        pass(opening("r1", "m1", 0) + delta("m1", 0, 4, "Hello"));

        repair.resume(false);

        assertThat(pass(opening("r2", "m2", 0) + delta("m2", 0, 4, "Hel") + closing("r2", "m2", 0, 5, "Hel")))
                .isEmpty();
        assertThat(repair.diverged()).isTrue();
    }

    @Test
    void reasoning_that_was_delivered_whole_is_not_delivered_again() {
        String thought = reasoning("s1", 0, 2);
        pass(created("r1") + thought + message("m1", 1, 4) + delta("m1", 1, 6, "Hi"));
        assertThat(repair.resumable()).isTrue();

        repair.resume(false);

        assertThat(pass(created("r2") + reasoning("s2", 0, 2) + message("m2", 1, 4) + delta("m2", 1, 6, "Hi all")))
                .isEqualTo(delta("m1", 1, 7, " all"));
    }

    @Test
    void an_answer_that_does_not_reason_goes_on_at_the_first_messages_place() {
        pass(created("r1") + reasoning("s1", 0, 2) + message("m1", 1, 4) + delta("m1", 1, 6, "Hi"));

        repair.resume(false);

        assertThat(pass(created("r2") + message("m2", 0, 2) + delta("m2", 0, 4, "Hi all")))
                .isEqualTo(delta("m1", 1, 7, " all"));
    }

    @Test
    void reasoning_that_broke_off_and_calls_and_a_text_that_is_over_are_not_taken_up() {
        ResponseStreamRepair calls = new ResponseStreamRepair(false);
        ResponseStreamRepair over = new ResponseStreamRepair(false);
        pass(created("r1") + item("response.output_item.added", "s1", "reasoning", 0, 2));
        calls.pass(bytes(created("r1") + item("response.output_item.added", "f1", "function_call", 0, 2)));
        over.pass(bytes(opening("r1", "m1", 0) + delta("m1", 0, 4, "Hi") + textDone("m1", 0, 5, "Hi")));

        assertThat(repair.resumable()).isFalse();
        assertThat(calls.resumable()).isFalse();
        assertThat(over.resumable()).isFalse();
    }

    @Test
    void a_response_is_never_continued_and_only_kept_unless_the_request_says_so() {
        assertThat(repair.continued(request("{\"input\":[{}]}"))).isNull();
        assertThat(StoreChoice.of(request("{\"input\":[{}]}"))).isTrue();
        assertThat(StoreChoice.of(request("{\"store\":false}"))).isFalse();
    }

    private String pass(String events) {
        return text(repair.pass(bytes(events)));
    }

    private static String text(ByteBuffer out) {
        return StandardCharsets.UTF_8.decode(out).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String body) {
        return new Request(
                "POST",
                Url.parse("https://api.openai.com/v1/responses"),
                Headers.NONE,
                Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String opening(String response, String message, int place) {
        return created(response) + message(message, place, 2);
    }

    private static String created(String response) {
        return event("response.created", 0, "\"response\":{\"id\":\"" + response + "\",\"output\":[]}")
                + event("response.in_progress", 1, "\"response\":{\"id\":\"" + response + "\",\"output\":[]}");
    }

    private static String message(String id, int place, int sequence) {
        return item("response.output_item.added", id, "message", place, sequence)
                + event(
                        "response.content_part.added",
                        sequence + 1,
                        at(id, place) + ",\"part\":{\"type\":\"output_text\",\"text\":\"\"}");
    }

    private static String reasoning(String id, int place, int sequence) {
        return item("response.output_item.added", id, "reasoning", place, sequence)
                + item("response.output_item.done", id, "reasoning", place, sequence + 1);
    }

    private static String item(String type, String id, String itemType, int place, int sequence) {
        return event(
                type,
                sequence,
                "\"output_index\":" + place + ",\"item\":{\"id\":\"" + id + "\",\"type\":\"" + itemType + "\"}");
    }

    private static String delta(String id, int place, int sequence, String text) {
        return event("response.output_text.delta", sequence, at(id, place) + ",\"delta\":\"" + text + "\"");
    }

    private static String textDone(String id, int place, int sequence, String text) {
        return event("response.output_text.done", sequence, at(id, place) + ",\"text\":\"" + text + "\"");
    }

    private static String closing(String response, String id, int place, int sequence, String text) {
        return textDone(id, place, sequence, text)
                + item("response.output_item.done", id, "message", place, sequence + 1)
                + event(
                        "response.completed",
                        sequence + 2,
                        "\"response\":{\"id\":\"" + response + "\",\"output\":[{\"id\":\"" + id
                                + "\"}],\"usage\":{\"output_tokens\":9}}");
    }

    private static String at(String id, int place) {
        return "\"item_id\":\"" + id + "\",\"output_index\":" + place + ",\"content_index\":0";
    }

    private static String event(String type, int sequence, String rest) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + sequence + "," + rest
                + "}\n\n";
    }
}
