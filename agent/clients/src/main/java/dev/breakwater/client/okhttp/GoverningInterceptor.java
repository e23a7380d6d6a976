package dev.breakwater.client.okhttp;

import dev.breakwater.call.Upstream;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Has the engine decide what becomes of a request. As the innermost of the application's interceptors it sees the request as the
 * application wants it, signed and all, and may proceed as often as it likes. One a call, confined to its thread.
 */
final class GoverningInterceptor implements Interceptor {
    private final Governor governor;
    private final CallInterceptors list;

    GoverningInterceptor(Governor governor, CallInterceptors list) {
        this.governor = governor;
        this.list = list;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Upstream upstream = governor.upstreamOf(chain.request());
        if (upstream != null) {
            Takeover takeover = Takeover.takeCurrent();
            boolean again = list.governed();
            return takeover == null
                    ? governor.govern(chain, upstream, list.govern(), again)
                    : takeover.proceed(chain, list.govern());
        }
        Interceptor replaced = list.replaced();
        return replaced == null ? chain.proceed(chain.request()) : replaced.intercept(chain);
    }
}
