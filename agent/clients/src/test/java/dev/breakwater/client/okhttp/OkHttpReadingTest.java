package dev.breakwater.client.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

/** How a request is read: what is kept of it, and what is sent in its place. */
class OkHttpReadingTest {
    private static final MediaType JSON = MediaType.parse("application/json");

    @Test
    void a_small_body_in_memory_is_sent_itself() throws IOException {
        CapturedBody captured = CapturedBody.of(request(RequestBody.create(JSON, "{}")));
        assertThat(captured.replay()).isNull();
        assertThat(captured.message().bytes()).isEqualTo(new byte[] {'{', '}'});
        assertThat(captured.message().replayable()).isTrue();
    }

    @Test
    void a_large_one_and_one_of_the_applications_own_class_are_not() throws IOException {
        assertThat(CapturedBody.of(request(RequestBody.create(JSON, new byte[1 << 17])))
                        .replay())
                .isNotNull();
        assertThat(CapturedBody.of(request(new Own())).replay()).isNotNull();
    }

    @Test
    void names_of_headers_are_found_in_any_case() {
        HeadersView headers = new HeadersView(
                Headers.of("Content-type", "a", "X-STAINLESS-Retry_Count", "b", "x-stainless-RETRY-count", "c"));
        assertThat(headers.first("content-type")).isEqualTo("a");
        assertThat(headers.first("CONTENT-TYPE")).isEqualTo("a");
        assertThat(headers.first("x-stainless-retry-count")).isEqualTo("c");
        assertThat(headers.first("content-typ")).isNull();
    }

    private static Request request(RequestBody body) {
        return new Request.Builder()
                .url("http://a.example/v1/chat/completions")
                .post(body)
                .build();
    }

    private static final class Own extends RequestBody {
        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8("{}");
        }
    }
}
