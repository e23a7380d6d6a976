package dev.breakwater.dist.trial;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import okhttp3.Interceptor;

/** Puts one interceptor into each chain, a class of the application's OkHttp. */
public final class OkHttpTrialAdapter implements ClientAdapter {
    private final Interceptor interceptor = chain -> chain.proceed(chain.request());

    public OkHttpTrialAdapter(AdapterContext context) {
        Objects.requireNonNull(context.engine());
    }

    @Override
    public BiFunction<Object, Object, Object> gate(HookPoint point) {
        return (self, interceptors) -> {
            List<Object> more = new ArrayList<>((List<?>) interceptors);
            more.add(interceptor);
            return more;
        };
    }
}
