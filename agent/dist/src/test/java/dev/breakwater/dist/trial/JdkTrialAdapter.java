package dev.breakwater.dist.trial;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientAdapter;
import dev.breakwater.client.HookPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sends calls for /governed to /rescued. */
public final class JdkTrialAdapter implements ClientAdapter {
    public JdkTrialAdapter(AdapterContext context) {
        Objects.requireNonNull(context.engine());
    }

    @Override
    public BiFunction<Object, Object, Object> gate(HookPoint point) {
        Function<Object[], Object> answer = all -> answer(point, all);
        return (self, request) -> ((HttpRequest) request).uri().getPath().equals("/governed") ? answer : null;
    }

    @SuppressWarnings("unchecked")
    private static Object answer(HookPoint point, Object[] all) {
        HttpClient client = (HttpClient) all[0];
        URI rescued = ((HttpRequest) all[1]).uri().resolve("/rescued");
        HttpRequest request = HttpRequest.newBuilder(rescued).build();
        BodyHandler<Object> handler = (BodyHandler<Object>) all[2];
        try {
            if (point.method().equals("send")) {
                return client.send(request, handler);
            }
            return all.length == 3
                    ? client.sendAsync(request, handler)
                    : client.sendAsync(request, handler, (PushPromiseHandler<Object>) all[3]);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
