package dev.breakwater.bench.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.CacheControl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.internal.connection.RealCall;
import okhttp3.internal.http.RealInterceptorChain;
import okhttp3.internal.http.RetryAndFollowUpInterceptor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The same as {@link HookBenchmark} for OkHttp, which is hooked where a call makes its chain. A whole call that answers 504 by
 * itself, because it may only use a cache that it does not have, takes a microsecond or two, and differs from JVM to JVM by more
 * than the hook may cost. So there is also what of a call the hook is in, and nothing before it: OkHttp's chain, made as a call
 * makes it, with an end right behind the interceptor that ours stands in for. That one works with the host's name: it is short.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OkHttpHookBenchmark {
    private static final int CALLS_BEFORE = 20_000;

    private final OkHttpClient client = new OkHttpClient();
    private Interceptor.@Nullable Chain last;

    private final Interceptor applications = chain -> {
        last = chain;
        return chain.proceed(chain.request());
    };
    private final OkHttpClient intercepted = client.newBuilder()
            .addInterceptor(chain -> chain.proceed(chain.request()))
            .build();
    private final Request request = new Request.Builder()
            .url("http://s.nl/orders")
            .cacheControl(new CacheControl.Builder().onlyIfCached().build())
            .build();

    private final RealCall call = (RealCall) client.newCall(request);
    private final Response answer = new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .body(ResponseBody.create(new byte[0], null))
            .build();
    private final Interceptor end = chain -> {
        last = chain;
        return answer;
    };
    private final Interceptor retryAndFollowUp = new RetryAndFollowUpInterceptor(client);

    /** Chains come by more kinds of interceptors in a call than the compiler follows; it shall know. */
    @Setup
    public void callAsApplicationsDo() throws IOException {
        for (int i = 0; i < CALLS_BEFORE; i++) {
            call(client);
            call(intercepted);
        }
    }

    /** The chain as it comes: for a foreign host it is OkHttp's own from here on. */
    @Benchmark
    public Interceptor.Chain okhttp() {
        return chain(retryAndFollowUp, end, null);
    }

    /** The chain with an interceptor of the application's, which might still choose another host. */
    @Benchmark
    public Response okhttpIntercepted() throws IOException {
        return chain(applications, retryAndFollowUp, end).proceed(request);
    }

    /** A whole call. */
    @Benchmark
    public int okhttpCall() throws IOException {
        return call(client);
    }

    /** A whole call with an interceptor of the application's. */
    @Benchmark
    public int okhttpInterceptedCall() throws IOException {
        return call(intercepted);
    }

    /** With a list of its own, as OkHttp makes one for each call. */
    private RealInterceptorChain chain(Interceptor first, Interceptor second, @Nullable Interceptor third) {
        List<Interceptor> all = new ArrayList<>();
        all.add(first);
        all.add(second);
        if (third != null) {
            all.add(third);
        }
        return new RealInterceptorChain(call, all, 0, null, request, 10_000, 10_000, 10_000);
    }

    private int call(OkHttpClient through) throws IOException {
        try (Response response = through.newCall(request).execute()) {
            return response.code();
        }
    }
}
