package dev.breakwater.dialect;

import static dev.breakwater.dialect.RecordedAnswer.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dialect.AnswerReader.Progress;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every dialect, shown on its own recorded answers. */
public abstract class DialectContract {
    private static final int MEBIBYTE = 1 << 20;

    protected abstract Dialect dialect();

    /** Recorded answers and what is to be read out of them. */
    protected abstract List<RecordedAnswer> answers();

    /** A path at which this provider takes prompts. */
    protected abstract String path();

    /** A body for that path with a prompt of its own shape. */
    protected abstract String body(String prompt);

    @TestFactory
    Stream<DynamicTest> reads_a_recorded_answer() {
        return each(answer -> {
            AnswerReader reader = reader(answer);

            reader.read(ByteBuffer.wrap(bytes(answer)));
            reader.end();

            assertThat(summary(reader)).isEqualTo(answer.expected());
            if (answer.contentEvents() >= 0) {
                assertThat(reader.contentEvents()).isEqualTo(answer.contentEvents());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> reads_the_same_wherever_it_is_cut() {
        return each(answer -> {
            byte[] bytes = bytes(answer);
            for (int cut = 0; cut <= bytes.length; cut++) {
                AnswerReader reader = reader(answer);

                reader.read(ByteBuffer.wrap(bytes, 0, cut));
                reader.read(
                        ByteBuffer.wrap(bytes, cut, bytes.length - cut).slice().asReadOnlyBuffer());
                reader.end();

                assertThat(summary(reader)).as("cut at %d", cut).isEqualTo(answer.expected());
                if (answer.contentEvents() >= 0) {
                    assertThat(reader.contentEvents()).as("cut at %d", cut).isEqualTo(answer.contentEvents());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> reads_the_same_byte_by_byte() {
        return each(answer -> {
            AnswerReader reader = reader(answer);
            ByteBuffer direct = ByteBuffer.allocateDirect(1);

            for (byte b : bytes(answer)) {
                direct.clear().put(b).flip();
                reader.read(direct);
                assertThat(direct.remaining()).as("position is left as it was").isOne();
            }
            reader.end();

            assertThat(summary(reader)).isEqualTo(answer.expected());
        });
    }

    @TestFactory
    Stream<DynamicTest> a_shorter_answer_is_never_further_along_than_a_longer_one() {
        return each(answer -> {
            byte[] bytes = bytes(answer);
            Progress before = Progress.NOTHING_YET;
            for (int length = 0; length <= bytes.length; length++) {
                AnswerReader reader = reader(answer);

                reader.read(ByteBuffer.wrap(bytes, 0, length));
                Progress now = reader.progress();

                assertThat(now).as("after %d bytes", length).isGreaterThanOrEqualTo(before);
                before = now;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_cut_is_not_a_defect() {
        return each(answer -> {
            byte[] bytes = bytes(answer);
            for (int length = 0; length < bytes.length; length++) {
                AnswerReader before = reader(answer);
                before.read(ByteBuffer.wrap(bytes, 0, length));
                boolean failedBefore = before.progress() == Progress.FAILED;

                before.end();

                boolean unreadable = before.progress() == Progress.FAILED && before.error() == null;
                assertThat(unreadable && !failedBefore)
                        .as("ended after %d bytes", length)
                        .isFalse();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> never_throws_on_damaged_answers() {
        return each(answer -> {
            Random random = new Random(1);
            for (int round = 0; round < 300; round++) {
                byte[] damaged = bytes(answer);
                for (int i = 0; i <= round % 5; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                AnswerReader reader = reader(answer);

                reader.read(ByteBuffer.wrap(damaged));
                reader.end();

                assertThat(summary(reader)).isNotEmpty();
            }
        });
    }

    @Test
    void never_throws_on_garbage() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (round % 2 == 0 && garbage.length > 0) {
                garbage[0] = '{';
            }
            lookAt(garbage);
        }
    }

    @Test
    void has_nothing_to_read_where_no_model_works() {
        RequestFacts facts = new RequestFacts(Operation.OTHER, null, false, -1, -1, -1, false);

        assertThat(dialect().reader(facts, "application/json")).isNull();
    }

    @Test
    void does_not_read_sound_and_pictures() {
        for (RecordedAnswer answer : answers()) {
            assertThat(dialect().reader(facts(answer), "audio/mpeg")).isNull();
            assertThat(dialect().reader(facts(answer), "image/png")).isNull();
        }
    }

    @Test
    void lets_a_compressed_answer_pass_as_content() {
        byte[] compressed = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3};
        for (RecordedAnswer answer : answers()) {
            AnswerReader reader = reader(answer);

            reader.read(ByteBuffer.wrap(compressed));
            Progress during = reader.progress();
            reader.end();

            boolean binary = answer.contentType().startsWith("application/vnd");
            assertThat(during).isEqualTo(binary ? reader.progress() : Progress.CONTENT);
            assertThat(reader.progress() == Progress.FINISHED).isEqualTo(!binary);
        }
    }

    @Test
    void knows_a_request_by_its_path_when_the_body_is_unreadable() {
        byte[] whole = body("hello").getBytes(StandardCharsets.UTF_8);
        Operation operation = facts(Body.of(whole)).operation();

        for (int cut = 0; cut < whole.length; cut++) {
            RequestFacts facts = facts(Body.of(Arrays.copyOf(whole, cut)));
            assertThat(facts.operation()).isEqualTo(operation);
            assertThat(facts.modelStart()).isEqualTo(-1);
        }
        assertThat(facts(Body.opaque(-1, false)).operation()).isEqualTo(operation);
        assertThat(facts(Body.of(new byte[] {0x1f, (byte) 0x8b, 8, 0})).operation())
                .isEqualTo(operation);
        assertThat(operation.inference()).isTrue();
    }

    @Test
    void reads_the_facts_of_a_large_prompt_in_little_memory() {
        byte[] large = body("x".repeat(8 * MEBIBYTE)).getBytes(StandardCharsets.UTF_8);
        facts(Body.of(large));

        long before = allocatedBytes();
        RequestFacts facts = facts(Body.of(large));
        long allocated = allocatedBytes() - before;

        assertThat(facts.model()).isNotNull();
        assertThat(allocated).isLessThan(MEBIBYTE / 4);
    }

    @Test
    void asks_another_model_where_this_one_was_named() {
        byte[] original = body("hello").getBytes(StandardCharsets.UTF_8);
        Request request = request(path(), Body.of(original));
        RequestFacts before = dialect().facts(request);

        ModelChange change = dialect().withModel(request, before, "other/mod\"el:1");

        assertThat(change).isNotNull();
        String path = change.path() == null ? path() : change.path();
        byte[] body = change.body() == null ? original : change.body().toByteArray();
        RequestFacts after = dialect().facts(request(path, Body.of(body)));
        assertThat(after.model()).isEqualTo("other/mod\"el:1");
        assertThat(after.operation()).isEqualTo(before.operation());
        assertThat(after.stream()).isEqualTo(before.stream());
    }

    @Test
    void asks_a_model_whose_name_is_not_ascii_the_same_way() {
        Request request = request(path(), Body.of(body("hällo").getBytes(StandardCharsets.UTF_8)));

        ModelChange change = dialect().withModel(request, dialect().facts(request), "modèle");

        assertThat(change).isNotNull();
        byte[] body = change.body() == null
                ? body("hällo").getBytes(StandardCharsets.UTF_8)
                : change.body().toByteArray();
        String path = change.path() == null ? path() : change.path();
        assertThat(dialect().facts(request(path, Body.of(body))).model()).isEqualTo("modèle");
    }

    @Test
    void understands_its_own_rejections() {
        assertThat(kindOfRejection(402)).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        assertThat(kindOfRejection(429)).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(kindOfRejection(503)).isIn(ErrorKind.OVERLOADED, ErrorKind.SERVER_ERROR);
    }

    private ErrorKind kindOfRejection(int status) {
        byte[] body = dialect().errorBody(new Rejection(status, "some_code", "A \"quoted\" sentence.\n"));
        String text = new String(body, StandardCharsets.UTF_8);
        assertThat(text).contains("A \\\"quoted\\\" sentence.\\n").contains("some_code");
        return dialect().classify(status, Headers.NONE, body);
    }

    private void lookAt(byte[] garbage) {
        assertThat(facts(Body.of(garbage))).isNotNull();
        for (int status : new int[] {400, 401, 403, 404, 429, 500, 503}) {
            assertThat(dialect().classify(status, Headers.NONE, garbage)).isNotNull();
        }
        assertThat(dialect().retryAfterNanos(Headers.NONE, garbage, 0)).isGreaterThanOrEqualTo(-1);
        for (RecordedAnswer answer : answers()) {
            AnswerReader reader = reader(answer);
            reader.read(ByteBuffer.wrap(garbage));
            reader.end();
            assertThat(summary(reader)).isNotEmpty();
        }
    }

    private Stream<DynamicTest> each(Consumer<RecordedAnswer> test) {
        return answers().stream().map(answer -> DynamicTest.dynamicTest(answer.file(), () -> test.accept(answer)));
    }

    private static Request request(String path, Body body) {
        return new Request("POST", Url.parse("https://host" + path), Headers.NONE, body);
    }

    private RequestFacts facts(Body body) {
        return dialect().facts(request(path(), body));
    }

    private static RequestFacts facts(RecordedAnswer answer) {
        return new RequestFacts(answer.operation(), "m", answer.stream(), -1, -1, -1, false);
    }

    private AnswerReader reader(RecordedAnswer answer) {
        AnswerReader reader = dialect().reader(facts(answer), answer.contentType());
        assertThat(reader).isNotNull();
        return reader;
    }

    private byte[] bytes(RecordedAnswer answer) {
        String resource = "/dialect/" + dialect().name() + "/" + answer.file();
        try (InputStream in = DialectContract.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
