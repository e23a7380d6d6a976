package dev.breakwater.client.okhttp;

import dev.breakwater.call.BlockingDriver;
import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Upstream;
import dev.breakwater.client.SeenUrls;
import dev.breakwater.message.Request;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** Decides which requests are ours and opens a call for each. Thread-safe. */
final class Governor {
    private final CallEngine engine;
    private final BlockingDriver driver;
    private final SeenUrls<HttpUrl> urls = new SeenUrls<>(Urls::url);

    Governor(CallEngine engine) {
        this.engine = engine;
        this.driver = new BlockingDriver(engine.ticker());
    }

    /** Whether requests to this host, as OkHttp writes it, may be ours. */
    boolean mayGovern(String host) {
        return engine.mayMatch(host) || (host.indexOf(':') >= 0 && engine.mayMatch(Urls.host(host)));
    }

    /** The same where an interceptor of the application may still choose the host. */
    boolean mayGovernSomeHost() {
        return engine.mayMatchSomeHost();
    }

    /** Whose request it is; null: nobody's, or one that is no plain exchange of a request for a response. */
    @Nullable
    Upstream upstreamOf(okhttp3.Request request) {
        if (!mayGovern(request.url().host())) {
            return null;
        }
        try {
            return request.header("Upgrade") != null || BodyTraits.duplex(request.body())
                    ? null
                    : engine.upstreamOf(urls.of(request.url()));
        } catch (RuntimeException | LinkageError ours) {
            return null;
        }
    }

    /**
     * Has the engine decide how the chain's request is sent.
     *
     * @param again whether this call has been governed before, as when an SDK's own interceptor repeats it
     */
    Response govern(Interceptor.Chain chain, Upstream upstream, CredentialInterceptor credential, boolean again)
            throws IOException {
        okhttp3.Request original = chain.request();
        // The application's own code runs in here; what it throws is its own affair.
        CapturedBody body = CapturedBody.of(original);
        AttemptRequests requests = new AttemptRequests(original, body);
        Call call;
        Caller caller;
        try {
            caller = caller(chain.call().timeout(), again);
            call = engine.open(upstream, message(original, body), caller);
        } catch (RuntimeException | LinkageError ours) {
            return requests.restore(chain.proceed(requests.plain()), List.of());
        }
        CallLimits limits = new CallLimits(engine.ticker(), call, caller.deadlineNanos());
        return new GovernedCall(call, chain, requests, credential, limits, driver).run();
    }

    private Request message(okhttp3.Request request, CapturedBody body) {
        return new Request(
                request.method(), urls.of(request.url()), new HeadersView(request.headers()), body.message());
    }

    /**
     * OkHttp's own timer of a call ends it in most versions; not in 3.12, where it stops with the first response that is
     * closed. So the engine has to know about it, and not only to leave hopeless attempts.
     */
    private Caller caller(Timeout timeout, boolean again) {
        Ticker ticker = engine.ticker();
        long left = timeout.timeoutNanos() > 0 ? timeout.timeoutNanos() : Long.MAX_VALUE;
        if (timeout.hasDeadline()) {
            left = Math.min(left, timeout.deadlineNanoTime() - System.nanoTime());
        }
        long deadline = left == Long.MAX_VALUE ? Caller.NO_DEADLINE : ticker.nanos() + left;
        return new Caller(deadline, false, Thread.currentThread().getId(), again);
    }
}
