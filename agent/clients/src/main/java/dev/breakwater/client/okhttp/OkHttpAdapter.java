package dev.breakwater.client.okhttp;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.ArrayList;
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
     * The list that a call's first chain is to have. This runs for every call of the JVM, to whatever host: most get their own
     * list back as it was, the others with our interceptor in it.
     */
    @SuppressWarnings("unchecked")
    private Object interceptors(Object chain, Object present) {
        List<Interceptor> list = (List<Interceptor>) present;
        int place;
        if (list.get(0).getClass() == retryAndFollowUp) {
            String host = ((Interceptor.Chain) chain).request().url().host();
            place = governor.mayGovern(host) ? 0 : -1;
        } else {
            // An interceptor of the application may still choose another host. A constructor that delegates to another
            // one
            // comes here twice: the second time there is nothing to be found.
            place = governor.mayGovernSomeHost() ? placeOfRetryAndFollowUp(list) : -1;
        }
        if (place < 0) {
            return list;
        }
        // OkHttp makes its list for each call anew.
        List<Interceptor> calls = list.getClass() == ArrayList.class ? list : new ArrayList<>(list);
        GoverningInterceptor.insert(governor, calls, place);
        return calls;
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
