package dev.breakwater.bench.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CollectorStubTest {

    @Test
    void it_takes_everything_and_knows_from_whom() throws Exception {
        CollectorStub collector = new CollectorStub();

        assertThat(posted(collector, "/agent/v1/traces")).isEqualTo(200);
        assertThat(posted(collector, "/agent/v1/metrics")).isEqualTo(200);
        assertThat(posted(collector, "/by-hand/v1/traces")).isEqualTo(200);

        assertThat(collector.received("agent")).isEqualTo(2);
        assertThat(collector.received("by-hand")).isEqualTo(1);
        assertThat(collector.received("none")).isZero();
    }

    private static int posted(CollectorStub collector, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + collector.port() + path)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(new byte[100_000]);
        }
        return connection.getResponseCode();
    }
}
