package dev.breakwater.bench.micro;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import okhttp3.CacheControl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Calls to a host in no policy that end right behind the hook, in the client's own woven classes; run with the agent and
 * without, the difference is what the hook costs. The JDK's client refuses a null handler first thing (run it without stack
 * traces, or filling them is all one sees); OkHttp answers 504 by itself when it may only use a cache that it does not have.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookBenchmark {
    private final HttpClient jdk = HttpClient.newHttpClient();
    private final HttpRequest jdkRequest = HttpRequest.newBuilder(URI.create("http://service.example.com/orders"))
            .build();
    private final OkHttpClient okhttp = new OkHttpClient();
    private final OkHttpClient intercepted = okhttp.newBuilder()
            .addInterceptor(chain -> chain.proceed(chain.request()))
            .build();
    private final Request okhttpRequest = new Request.Builder()
            .url("http://service.example.com/orders")
            .cacheControl(new CacheControl.Builder().onlyIfCached().build())
            .build();

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

    /** OkHttp as it comes. */
    @Benchmark
    public int okhttp() throws IOException {
        try (Response response = okhttp.newCall(okhttpRequest).execute()) {
            return response.code();
        }
    }

    /** OkHttp with an interceptor of the application's, which might still choose another host. */
    @Benchmark
    public int okhttpIntercepted() throws IOException {
        try (Response response = intercepted.newCall(okhttpRequest).execute()) {
            return response.code();
        }
    }
}
