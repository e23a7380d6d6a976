package com.example.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.scenario.Http2Server;
import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** The same over TLS and HTTP/2, which is what Bedrock's own client speaks by default; versions that cannot negotiate it speak HTTP/1.1. */
public final class OverHttp2 {
    private static final String ANSWER =
            "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String ERROR = "{\"error\":{\"message\":\"Oh\",\"type\":\"server_error\"}}";

    @Scenario
    public void errors_and_reset_streams_are_repeated(World world) throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server();
                SdkAsyncHttpClient client = client(a)) {
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> {});
            a.answer(500, ERROR);
            a.answer(200, ANSWER);
            a.cut(200, ANSWER);
            a.answer(200, ANSWER);

            for (int call = 0; call < 2; call++) {
                assertThat(send(client, Ask.chat(a.baseUrl()))).isEqualTo(ANSWER);
            }

            assertThat(a.requestCount()).isEqualTo(4);
            assertThat(a.nextRequest()).isEqualTo("0 Bearer " + Ask.CALLER_KEY);
            if (negotiates()) {
                assertThat(a.nextRequest()).as("one connection").isEqualTo("0 Bearer " + Ask.CALLER_KEY);
            }
        }
    }

    @Scenario
    public void a_silent_stream_is_left_for_another_target_with_its_own_key(World world) throws Exception {
        try (Http2Server a = world.http2Server();
                Http2Server b = world.http2Server();
                SdkAsyncHttpClient client = client(a)) {
            // Connected before: on a busy machine a first handshake may take longer than the limit.
            b.answer(200, ANSWER);
            send(client, Ask.chat(b.baseUrl()));
            assertThat(b.nextRequest()).startsWith("0 ");
            world.governedAt(a.baseUrl(), b.baseUrl(), draft -> draft.answer(Duration.ofSeconds(3)));
            a.silence();
            b.answer(200, ANSWER);

            assertThat(send(client, Ask.chat(a.baseUrl()))).isEqualTo(ANSWER);

            assertThat(b.nextRequest()).isEqualTo("0 Bearer " + World.KEY_B);
            assertThat(a.nextRequest()).isEqualTo("0 Bearer " + Ask.CALLER_KEY);
        }
    }

    private static String send(SdkAsyncHttpClient client, Ask ask) throws Exception {
        Handler handler = new Handler();
        CompletableFuture<Void> future =
                client.execute(Client.request(ask, handler).build());
        future.get(20, TimeUnit.SECONDS);
        assertThat(handler.told).containsExactly("head 200", "stream", "end");
        return handler.text();
    }

    private static SdkAsyncHttpClient client(Http2Server server) throws Exception {
        NettyNioAsyncHttpClient.Builder builder = NettyNioAsyncHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(20))
                .tlsNegotiationTimeout(Duration.ofSeconds(20))
                .connectionAcquisitionTimeout(Duration.ofSeconds(20))
                .tlsTrustManagersProvider(() -> new TrustManager[] {server.clientTrust()});
        if (negotiates()) {
            Class<?> negotiation = Class.forName("software.amazon.awssdk.http.ProtocolNegotiation");
            builder.protocol(Protocol.HTTP2);
            NettyNioAsyncHttpClient.Builder.class
                    .getMethod("protocolNegotiation", negotiation)
                    .invoke(builder, negotiation.getField("ALPN").get(null));
        }
        return builder.build();
    }

    private static boolean negotiates() {
        try {
            Class.forName("software.amazon.awssdk.http.ProtocolNegotiation");
            return true;
        } catch (ClassNotFoundException older) {
            return false;
        }
    }
}
