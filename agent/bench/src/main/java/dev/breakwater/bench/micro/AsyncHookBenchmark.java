package dev.breakwater.bench.micro;

import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/**
 * The same as {@link HookBenchmark} for clients that do not block. Apache's refuse a call as long as they are not started, which is
 * the first thing that they look at; what an application makes for each call, its producer, its consumer and its context, is made
 * beforehand: in a call that goes on they leave the thread, but in one that is refused the compiler may find that they do not, and
 * remove them, with the agent or without. Spring's has a connector that never connects; that of the AWS SDK refuses first thing to negotiate
 * a protocol without TLS.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AsyncHookBenchmark {
    private final CloseableHttpAsyncClient apache5 =
            org.apache.hc.client5.http.impl.async.HttpAsyncClients.createDefault();
    private final AsyncRequestProducer apache5Producer = SimpleRequestProducer.create(
            SimpleRequestBuilder.get("http://service.example.com/orders").build());
    private final AsyncResponseConsumer<SimpleHttpResponse> apache5Consumer = SimpleResponseConsumer.create();
    private final org.apache.http.impl.nio.client.CloseableHttpAsyncClient apache4 =
            org.apache.http.impl.nio.client.HttpAsyncClients.createDefault();
    private final HttpAsyncRequestProducer apache4Producer =
            HttpAsyncMethods.create(new HttpGet("http://service.example.com/orders"));
    private final HttpAsyncResponseConsumer<HttpResponse> apache4Consumer = HttpAsyncMethods.createConsumer();
    private final HttpClientContext apache4Context = HttpClientContext.create();
    private final ExchangeFunction webClient = ExchangeFunctions.create((method, uri, requestCallback) -> Mono.never());
    private final ClientRequest webRequest = ClientRequest.create(
                    HttpMethod.GET, URI.create("http://service.example.com/orders"))
            .build();

    private final SdkAsyncHttpClient aws = NettyNioAsyncHttpClient.builder()
            .protocol(Protocol.HTTP2)
            .protocolNegotiation(ProtocolNegotiation.ALPN)
            .build();
    private final AsyncExecuteRequest awsRequest = AsyncExecuteRequest.builder()
            .request(SdkHttpRequest.builder()
                    .method(SdkHttpMethod.GET)
                    .uri(URI.create("http://service.example.com/orders"))
                    .build())
            .build();

    @Setup
    public void check() {
        if (!apache5Async().isDone() || !apache4Async().isDone() || !awsSdk()) {
            throw new IllegalStateException("a client that is not started has taken a call");
        }
    }

    @TearDown
    public void close() throws Exception {
        apache5.close();
        apache4.close();
        aws.close();
    }

    /** Apache HttpClient 5, asynchronous. */
    @Benchmark
    public Future<?> apache5Async() {
        return apache5.execute(apache5Producer, apache5Consumer, null);
    }

    /** Apache HttpAsyncClient 4. */
    @Benchmark
    public Future<?> apache4Async() {
        return apache4.execute(apache4Producer, apache4Consumer, apache4Context, null);
    }

    /** Spring WebClient. */
    @Benchmark
    public Object webClient() {
        return webClient.exchange(webRequest);
    }

    /** The AWS SDK's client on Netty. */
    @Benchmark
    public boolean awsSdk() {
        try {
            aws.execute(awsRequest);
            return false;
        } catch (UnsupportedOperationException refused) {
            return true;
        }
    }
}
