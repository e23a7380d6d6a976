package dev.breakwater.client.okhttp;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.List;
import java.util.function.BiFunction;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Puts our interceptors into the list of each call as OkHttp makes it: into that of the call, not of the client, so that
 * clients made before the agent came, copies and clients made per request are all covered, and none shows anything of it.
 */
public final class OkHttpAdapter implements ClientAdapter {
    private final Governor governor;
    private final Class<?> retryAndFollowUp;

    /** @throws ClassNotFoundException if this is no OkHttp that we know */
    public OkHttpAdapter(AdapterContext context) throws ClassNotFoundException {
        governor = new Governor(context.engine());
        retryAndFollowUp = Class.forName(
                "okhttp3.internal.http.RetryAndFollowUpInterceptor", false, Interceptor.class.getClassLoader());
    }

    @Override
    public BiFunction<Object, Object, @Nullable Object> gate(HookPoint point) {
        return this::interceptors;
    }

    /**
     * The list that a call's first chain is to have. This runs for every call of the JVM, to whatever host: most get their
     * own list back.
     */
    @SuppressWarnings("unchecked")
    private Object interceptors(Object chain, Object present) {
        List<Interceptor> list = (List<Interceptor>) present;
        // A constructor that delegates to another one comes here twice.
        if (list instanceof CallInterceptors) {
            return list;
        }
        int place = 0;
        if (list.get(0).getClass() == retryAndFollowUp) {
            String host = ((Interceptor.Chain) chain).request().url().host();
            if (!governor.mayGovern(host)) {
                return list;
            }
        } else {
            // An interceptor of the application may still choose another host.
            place = governor.mayGovernSomeHost() ? placeOfRetryAndFollowUp(list) : -1;
        }
        return place < 0 ? list : new CallInterceptors(governor, list, place);
    }

    private int placeOfRetryAndFollowUp(List<Interceptor> list) {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i).getClass() == retryAndFollowUp) {
                return i;
            }
        }
        return -1;
    }
}
