package dev.breakwater.client.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testing.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A governed connection looks and complains like the JDK's own: most of it is compared with one of those. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UrlConnectionHabitsTest {
    private final UrlWorld plain = new UrlWorld();
    private final UrlWorld governed = new UrlWorld().governed(draft -> draft.maxAttempts = 1);

    @AfterEach
    void close() {
        plain.close();
        governed.close();
    }

    @Test
    void it_is_what_its_scheme_says() throws IOException {
        governed.governedBy(
                governed.world.governedAt("https://127.0.0.1:1/v1", governed.world.b.baseUrl(), draft -> {}));

        assertThat(governed.openUrl("https://127.0.0.1:1/v1/models"))
                .isInstanceOf(GovernedSecureConnection.class)
                .isInstanceOf(HttpsURLConnection.class);
        governed.governed(draft -> {});
        assertThat(governed.open("/models"))
                .isInstanceOf(GovernedConnection.class)
                .isNotInstanceOf(HttpsURLConnection.class);
    }

    @Test
    void nobody_elses_connection_is_ours() throws IOException {
        String foreign = governed.world.b.baseUrl() + "/models";
        String otherPath = governed.world.a.origin() + "/elsewhere";

        for (String url : List.of(foreign, otherPath)) {
            assertThat(governed.openUrl(url).getClass().getName()).startsWith("sun.net.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 410, 500})
    void an_answer_looks_as_it_does_without(int status) throws IOException {
        assertThat(looks(governed, status)).containsExactlyElementsOf(looks(plain, status));
    }

    private static List<String> looks(UrlWorld world, int status) throws IOException {
        Map<String, String> headers = Map.of("X-One", "1", "Location", "/moved");
        world.world.a.answer(Fault.status(status, headers, "said"));
        HttpURLConnection connection = world.chat();
        connection.setInstanceFollowRedirects(false);
        List<String> seen = new ArrayList<>();
        seen.add(connection.getErrorStream() + " before it was asked for");
        seen.add(connection.getResponseCode() + " " + connection.getResponseMessage());
        for (int i = 0; connection.getHeaderField(i) != null; i++) {
            seen.add(connection.getHeaderFieldKey(i) + ": " + connection.getHeaderField(i));
        }
        connection.getHeaderFields().forEach((name, values) -> seen.add(name + "=" + values));
        seen.add(connection.getHeaderField("x-one") + connection.getHeaderField(null) + connection.getContentLength());
        seen.add(thrownBy(connection::getInputStream));
        InputStream error = connection.getErrorStream();
        seen.add(error == null ? "no error" : UrlWorld.text(error));
        seen.add(thrownBy(connection::getOutputStream));
        seen.add(connection.getURL().getPath());
        // The one thing that the agent adds, to its own verdict.
        seen.removeIf(line -> line.startsWith("x-should-retry"));
        return seen.stream()
                .map(line -> line.replace(world.world.a.origin(), "A"))
                .toList();
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static String thrownBy(Action action) {
        try {
            return action.run() == null ? "null" : "given";
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName() + " " + e.getMessage();
        }
    }

    @Test
    void it_complains_as_the_jdk_does() throws IOException {
        assertThat(complaints(governed)).containsExactlyElementsOf(complaints(plain));
    }

    private static List<String> complaints(UrlWorld world) throws IOException {
        List<String> seen = new ArrayList<>();
        seen.add(thrownBy(world.open("/models")::getOutputStream));
        HttpURLConnection one = world.open("/models");
        seen.add(thrown(() -> one.setRequestProperty("X-Bad", "a\nb")));
        seen.add(thrown(() -> one.setRequestProperty(null, "b")));
        seen.add(thrown(() -> one.setFixedLengthStreamingMode(-1)));
        one.setRequestProperty("X-Own", "1");
        one.addRequestProperty("X-Own", "2");
        one.setRequestProperty("Host", "elsewhere.example.org");
        one.setRequestProperty("Authorization", "Bearer " + UrlWorld.KEY_A);
        seen.add(one.getRequestProperty("x-own")
                + one.getRequestProperty("Host")
                + one.getRequestProperty("Authorization")
                + one.getRequestProperties());
        seen.add(thrownBy(() -> {
            one.setRequestMethod("PATCH");
            return "";
        }));
        one.setDoOutput(true);
        one.setFixedLengthStreamingMode(3);
        seen.add(thrown(() -> one.setChunkedStreamingMode(1)));
        OutputStream out = one.getOutputStream();
        seen.add(one.getRequestMethod());
        seen.add(thrown(() -> one.setRequestProperty("X-Late", "1")));
        seen.add(thrown(one::getRequestProperties));
        seen.add(thrown(() -> one.setDoInput(true)));
        out.write(1);
        seen.add(thrownBy(() -> {
            out.write(new byte[3]);
            return "";
        }));
        HttpURLConnection two = world.open("/models");
        two.setDoOutput(true);
        two.setFixedLengthStreamingMode(3);
        two.getOutputStream().write(1);
        seen.add(thrownBy(() -> {
            two.getOutputStream().close();
            return "";
        }));
        seen.add(thrownBy(two::getInputStream));
        HttpURLConnection three = world.open("/models");
        three.setDoInput(false);
        seen.add(thrownBy(three::getInputStream));
        return seen;
    }

    private static String thrown(Runnable action) {
        return thrownBy(() -> {
            action.run();
            return "";
        });
    }

    @Test
    void restricted_headers_are_left_out_and_others_go_in_order() throws IOException {
        HttpURLConnection connection = governed.open("/models");
        connection.setRequestProperty("Host", "elsewhere.example.org");
        connection.addRequestProperty("X-Own", "1");
        connection.addRequestProperty("X-Own", "2");

        assertThat(connection.getResponseCode()).isEqualTo(200);

        assertThat(governed.world.a.lastHit().header("Host")).isEqualTo("127.0.0.1:" + governed.world.a.port());
        assertThat(governed.world.a.lastHit().headers().toString()).contains("1, 2");
    }

    @Test
    void a_streamed_body_that_is_refused_without_being_asked_for_again_is_told_as_the_jdk_tells_it()
            throws IOException {
        assertThat(unauthorised(governed)).isEqualTo(unauthorised(plain)).contains("HttpRetryException");
    }

    private static String unauthorised(UrlWorld world) throws IOException {
        world.world.a.answer(Fault.badKey());
        HttpURLConnection connection = world.open("/chat/completions");
        UrlWorld.prepare(connection);
        connection.setFixedLengthStreamingMode(UrlWorld.CHAT.length);
        UrlWorld.write(connection, UrlWorld.CHAT);
        return connection.getResponseCode() + thrownBy(connection::getInputStream) + connection.getErrorStream();
    }

    @Test
    void an_expectation_is_met() throws IOException {
        HttpURLConnection connection = governed.open("/chat/completions");
        UrlWorld.prepare(connection);
        connection.setRequestProperty("Expect", "100-Continue");
        connection.setChunkedStreamingMode(0);
        UrlWorld.write(connection, UrlWorld.CHAT);

        assertThat(UrlWorld.text(connection.getInputStream())).contains("a m-1");

        assertThat(governed.world.a.hits()).singleElement().satisfies(hit -> {
            assertThat(hit.header("Expect")).isNotNull();
            assertThat(hit.body()).isEqualTo(UrlWorld.CHAT);
        });
    }

    @Test
    void a_timeout_of_the_applications_is_the_jdks_exception() throws IOException {
        governed.world.a.byDefault(Fault.silence());
        HttpURLConnection connection = governed.chat();
        connection.setReadTimeout(300);

        assertThatThrownBy(connection::getInputStream)
                .isInstanceOf(java.net.SocketTimeoutException.class)
                .hasMessage("Read timed out");
        assertThatThrownBy(connection::getResponseCode).isInstanceOf(java.net.SocketTimeoutException.class);
        assertThat(governed.world.a.hitCount()).isEqualTo(1);
    }
}
