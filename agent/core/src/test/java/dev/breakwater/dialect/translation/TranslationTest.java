package dev.breakwater.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exchanges, both ways: what an application asks and what its endpoint is asked ({@code .request}, {@code .sent}), what the endpoint
 * answers and what the application reads ({@code .answer}, {@code .read}). With {@code -Dbreakwater.regenerate} the right-hand
 * sides are written anew, to be read by a person before they are kept.
 */
final class TranslationTest {
    private static final Path EXCHANGES = Path.of("src/test/resources/translation");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("exchanges")
    void an_exchange_is_translated_as_recorded(Path exchange) throws Exception {
        TranslatedCall call = call(exchange);

        check(beside(exchange, ".sent.json"), new String(call.body(), StandardCharsets.UTF_8));
        Path plain = beside(exchange, ".answer.json");
        if (Files.exists(plain)) {
            byte[] read = call.answers().document(Files.readAllBytes(plain), 1741290958);
            check(beside(exchange, ".read.json"), new String(read, StandardCharsets.UTF_8));
        }
        Path stream = beside(exchange, ".answer.sse");
        if (Files.exists(stream)) {
            check(beside(exchange, ".read.sse"), events(call, Files.readAllBytes(stream), 4096));
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void a_stream_reads_the_same_wherever_it_is_cut(Path exchange) throws Exception {
        byte[] stream = Files.readAllBytes(beside(exchange, ".answer.sse"));

        assertThat(events(call(exchange), stream, 7)).isEqualTo(Files.readString(beside(exchange, ".read.sse")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void what_the_application_reads_is_a_whole_answer_in_its_own_dialect(Path exchange) throws Exception {
        Request request = request(exchange);
        var dialect = Dialects.named(application(exchange));
        var reader = dialect.reader(dialect.facts(request), "text/event-stream");
        reader.read(ByteBuffer.wrap(Files.readAllBytes(beside(exchange, ".read.sse"))));
        reader.end();

        boolean fails = exchange.toString().contains("error");
        assertThat(reader.progress().name()).isEqualTo(fails ? "FAILED" : "FINISHED");
        assertThat(reader.error() != null).isEqualTo(fails);
    }

    static List<Path> exchanges() throws IOException {
        try (Stream<Path> files = Files.walk(EXCHANGES)) {
            return files.filter(file -> file.toString().endsWith(".request.json"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> streams() throws IOException {
        return exchanges().stream()
                .filter(exchange -> Files.exists(beside(exchange, ".answer.sse")))
                .toList();
    }

    private static TranslatedCall call(Path exchange) throws Exception {
        Request request = request(exchange);
        boolean fromOpenAi = application(exchange).equals("openai");
        Translation translation =
                fromOpenAi ? Translations.between("openai", "anthropic") : Translations.between("anthropic", "openai");
        return translation.call(
                request,
                Dialects.named(application(exchange)).facts(request),
                fromOpenAi ? "claude-sonnet-4-5" : "gpt-4.1",
                Url.parse("https://llm.example.com/v1"));
    }

    private static String application(Path exchange) {
        return exchange.getParent().getFileName().toString().startsWith("openai") ? "openai" : "anthropic";
    }

    private static Request request(Path exchange) throws IOException {
        String path = application(exchange).equals("openai") ? "chat/completions" : "messages";
        Url url = Url.parse("https://api.example.com/v1/" + path);
        return new Request("POST", url, Headers.NONE, Body.of(Files.readAllBytes(exchange)));
    }

    private static String events(TranslatedCall call, byte[] stream, int pieceLength) {
        EventTranslation events = call.answers().events(1741290958);
        StringBuilder read = new StringBuilder();
        for (int at = 0; at < stream.length; at += pieceLength) {
            events.feed(ByteBuffer.wrap(stream, at, Math.min(pieceLength, stream.length - at)));
            read.append(StandardCharsets.UTF_8.decode(events.take()));
        }
        events.end();
        return read.append(StandardCharsets.UTF_8.decode(events.take())).toString();
    }

    private static Path beside(Path exchange, String ending) {
        return exchange.resolveSibling(exchange.getFileName().toString().replace(".request.json", ending));
    }

    private static void check(Path file, String translated) throws IOException {
        boolean json = file.toString().endsWith(".json");
        String readable = json
                ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(translated)) + "\n"
                : translated;
        if (Boolean.getBoolean("breakwater.regenerate")) {
            Files.writeString(file, readable);
        }
        assertThat(readable).isEqualTo(Files.readString(file));
    }
}
