package com.example.apache5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Http2Server;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.reactor.ssl.TlsDetails;

/** The same over TLS and HTTP/2: negotiated by the usual client, or with the client that speaks nothing else. */
public final class AsyncHttp2 {
    private static final String ANSWER =
            "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String ERROR = "{\"error\":{\"message\":\"Oh\",\"type\":\"server_error\"}}";

    @Scenario
    public void errors_and_reset_streams_are_repeated(World world) throws Exception {
        for (boolean only : new boolean[] {false, true}) {
            try (Http2Server a = world.http2Server();
                    Http2Server b = world.http2Server();
                    CloseableHttpAsyncClient client = client(a, only)) {
                world.governedAt(a.baseUrl(), b.baseUrl(), draft -> {});
                a.answer(500, ERROR);
                a.answer(200, ANSWER);
                a.cut(200, ANSWER);
                a.answer(200, ANSWER);

                for (int call = 0; call < 2; call++) {
                    assertThat(AsyncCalls.send(client, AsyncCalls.chat(a.baseUrl())))
                            .isEqualTo("200 " + ANSWER);
                }

                assertThat(a.requestCount()).isEqualTo(4);
                assertThat(List.of(a.nextRequest(), a.nextRequest(), a.nextRequest()))
                        .containsOnly("0 Bearer " + AsyncCalls.KEY_A);
                assertThat(a.nextRequest()).endsWith("Bearer " + AsyncCalls.KEY_A);
            }
        }
    }

    @Scenario
    public void a_silent_stream_is_left_for_another_target_with_its_own_key(World world) throws Exception {
        for (boolean only : new boolean[] {false, true}) {
            try (Http2Server a = world.http2Server();
                    Http2Server b = world.http2Server();
                    CloseableHttpAsyncClient client = client(a, only)) {
                // Connected before: on a busy machine a first handshake may take longer than the limit.
                b.answer(200, ANSWER);
                AsyncCalls.send(client, AsyncCalls.chat(b.baseUrl()));
                assertThat(b.nextRequest()).startsWith("0 ");
                world.governedAt(a.baseUrl(), b.baseUrl(), draft -> draft.answer(Duration.ofSeconds(3)));
                a.silence();
                a.answer(200, ANSWER);
                b.answer(200, ANSWER);

                for (int call = 0; call < 2; call++) {
                    assertThat(AsyncCalls.send(client, AsyncCalls.chat(a.baseUrl())))
                            .isEqualTo("200 " + ANSWER);
                }

                assertThat(b.nextRequest()).isEqualTo("0 Bearer " + World.KEY_B);
                assertThat(a.nextRequest()).isEqualTo("0 Bearer " + AsyncCalls.KEY_A);
                assertThat(a.nextRequest()).endsWith("Bearer " + AsyncCalls.KEY_A);
            }
        }
    }

    private static CloseableHttpAsyncClient client(Http2Server server, boolean only) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {server.clientTrust()}, null);
        TlsStrategy tls = ClientTlsStrategyBuilder.create()
                .setSslContext(context)
                // Without this, 5.0 does not see what was negotiated.
                .setTlsDetailsFactory(engine -> new TlsDetails(engine.getSession(), engine.getApplicationProtocol()))
                .build();
        return AsyncCalls.started(
                only
                        ? HttpAsyncClients.customHttp2().setTlsStrategy(tls).build()
                        : HttpAsyncClients.custom()
                                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setTlsStrategy(tls)
                                        .build())
                                .build());
    }
}
