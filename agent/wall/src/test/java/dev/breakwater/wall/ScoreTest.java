package dev.breakwater.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.FaultProvider;
import dev.breakwater.wall.app.CallReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge must be able to say no. */
final class ScoreTest {
    private static final Trial ANYTHING_GOES = Trial.of("any", "no fault", origins -> {}, seen -> {});

    private Cell cell;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        KeyStoreFile certificate = KeyStoreFile.create(Path.of(System.getProperty("java.home")), directory);
        cell = Cell.of(ANYTHING_GOES, Client.OPENAI_JAVA, Mode.STREAM, certificate);
    }

    @AfterEach
    void close() {
        cell.origins().close();
    }

    @Test
    void a_whole_answer_passes() {
        assertThat(score(answer(60, "stop")).verdict()).isEqualTo(Score.Verdict.PASS);
    }

    @Test
    void a_clear_error_passes_as_one() {
        CallReport report = new CallReport(cell.id(), 1, 5, "", "", -1, -1, "", "IOException: reset");

        assertThat(score(report).verdict()).isEqualTo(Score.Verdict.PASS_BY_ERROR);
    }

    @Test
    void a_truncated_success_fails() {
        assertThat(score(answer(40, "stop")).evidence()).contains("40 of 60 words");
        assertThat(score(answer(60, "")).evidence()).contains("finish reason");
    }

    @Test
    void a_doubled_word_fails() {
        CallReport report = answer(60, "stop");
        String doubled = report.text().replace(" t7 ", " t7 t7 ");

        assertThat(score(new CallReport(cell.id(), 1, 5, doubled, "wall-1", 12, 60, "stop", ""))
                        .evidence())
                .contains("word 8");
    }

    @Test
    void a_call_that_never_came_back_fails() {
        assertThat(score().evidence()).contains("still waited");
    }

    @Test
    void the_applications_key_at_the_second_vendor_fails() throws Exception {
        ask(cell.origins().fallback(), cell.origins().applicationKey());

        assertThat(score(answer(60, "stop")).evidence()).contains("the fallback saw a key sk-application-");
    }

    @Test
    void the_second_vendors_key_at_the_first_fails() throws Exception {
        ask(cell.origins().primary(), cell.origins().fallbackKey());

        assertThat(score(answer(60, "stop")).evidence()).contains("the primary saw a key sk-second-vendor-");
    }

    @Test
    void more_than_four_sends_for_a_call_fail() throws Exception {
        for (int send = 1; send <= 5; send++) {
            ask(cell.origins().primary(), cell.origins().applicationKey());
        }

        assertThat(score(answer(60, "stop")).evidence()).contains("5 sends for 1 call(s)");
    }

    private Score score(CallReport... reports) {
        return Score.of(Observation.of(cell, List.of(reports)));
    }

    private CallReport answer(int words, String finishReason) {
        String text = IntStream.rangeClosed(3, words).mapToObj(n -> "t" + n).collect(Collectors.joining(" "));
        return new CallReport(cell.id(), 1, 5, "primary wall-1 " + text, "wall-1", 12, words, finishReason, "");
    }

    private static void ask(FaultProvider provider, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"model\":\"wall-1\",\"messages\":[]}"))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
