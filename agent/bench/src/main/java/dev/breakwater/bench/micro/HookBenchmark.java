package dev.breakwater.bench.micro;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Calls to a host in no policy that end right behind the hook, in the client's own woven classes; run with the agent and
 * without, the difference is what the hook costs. The JDK's client refuses a null handler first thing (run it without stack
 * traces, or filling them is all one sees); Apache's get a first link in their chain that answers, and are told the target,
 * which they otherwise look for before the hook. For OkHttp see {@link OkHttpHookBenchmark}.
 *
 * <p>Beside a hook of some nanoseconds it must not matter what else the compiler makes of a client, which differs from JVM to JVM
 * and is more or less some objects that it leaves out. So that first link keeps what it is given, as a connection would;
 * Apache's are given their settings and a context, or they put these together for each call; and the compiler has seen other URLs, as
 * it has in an application.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookBenchmark {
    private final HttpClient jdk = HttpClient.newHttpClient();
    private final HttpRequest jdkRequest = HttpRequest.newBuilder(URI.create("http://service.example.com/orders"))
            .build();
    private final URL url;

    public HookBenchmark() {
        try {
            url = URI.create("http://service.example.com/orders").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
        apache5Request.setConfig(org.apache.hc.client5.http.config.RequestConfig.DEFAULT);
        apache4Request.setConfig(org.apache.http.client.config.RequestConfig.DEFAULT);
    }

    // Nobody reads these: what is kept here is what the compiler cannot leave out.
    private @Nullable Object last;
    private @Nullable Object lastRoute;
    private @Nullable Object lastAnswer;

    private final org.apache.hc.client5.http.classic.HttpClient apache5 =
            org.apache.hc.client5.http.impl.classic.HttpClients.custom()
                    .addExecInterceptorFirst("end", (request, scope, chain) -> {
                        last = scope;
                        var answer = new org.apache.hc.core5.http.message.BasicClassicHttpResponse(204);
                        lastAnswer = answer;
                        return answer;
                    })
                    .build();
    private final org.apache.hc.client5.http.classic.methods.HttpGet apache5Request =
            new org.apache.hc.client5.http.classic.methods.HttpGet("http://service.example.com/orders");
    private final org.apache.hc.client5.http.protocol.HttpClientContext apache5Context =
            org.apache.hc.client5.http.protocol.HttpClientContext.create();
    private final org.apache.hc.core5.http.HttpHost apache5Target =
            new org.apache.hc.core5.http.HttpHost("http", "service.example.com");
    private final org.apache.http.client.HttpClient apache4 = new Apache4Builder().build();
    private final org.apache.http.client.methods.HttpGet apache4Request =
            new org.apache.http.client.methods.HttpGet("http://service.example.com/orders");

    private final org.apache.http.client.protocol.HttpClientContext apache4Context =
            org.apache.http.client.protocol.HttpClientContext.create();
    private final org.apache.http.HttpHost apache4Target = new org.apache.http.HttpHost("service.example.com");

    /** Apache's older client can be ended only by who builds it. */
    private final class Apache4Builder extends org.apache.http.impl.client.HttpClientBuilder {
        @Override
        protected ClientExecChain decorateProtocolExec(ClientExecChain chain) {
            return (route, request, context, aware) -> {
                last = request;
                lastRoute = route;
                Apache4Answer answer = new Apache4Answer();
                lastAnswer = answer;
                return answer;
            };
        }
    }

    private static final class Apache4Answer extends org.apache.http.message.BasicHttpResponse
            implements CloseableHttpResponse {
        private Apache4Answer() {
            super(org.apache.http.HttpVersion.HTTP_1_1, 204, "No Content");
        }

        @Override
        public void close() {}
    }

    /** So that no way through the writing of an URL looks as if nobody went there. */
    @Setup
    public void openAsApplicationsDo() throws IOException {
        for (String other : List.of("http://h", "http://u@h:1/p", "http://h/p?q#f", "http:/p", "file:/p#f")) {
            URI.create(other).toURL().openConnection();
        }
    }

    /** Apache HttpClient 5. */
    @Benchmark
    public int apache5() throws IOException {
        return apache5.execute(apache5Target, apache5Request, apache5Context, response -> response.getCode());
    }

    /** Apache HttpClient 4. */
    @Benchmark
    public int apache4() throws IOException {
        return apache4.execute(apache4Target, apache4Request, apache4Context)
                .getStatusLine()
                .getStatusCode();
    }

    /** The JDK's client. */
    @Benchmark
    public boolean jdk() throws IOException, InterruptedException {
        try {
            jdk.send(jdkRequest, null);
            return false;
        } catch (NullPointerException refused) {
            return true;
        }
    }

    /** {@code HttpURLConnection}, whose hook stands where connections are made. */
    @Benchmark
    public URLConnection urlConnection() throws IOException {
        return url.openConnection();
    }
}
