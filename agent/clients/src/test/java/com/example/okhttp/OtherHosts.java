package com.example.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.scenario.Scenario;
import dev.breakwater.client.scenario.World;
import dev.breakwater.testing.Fault;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Calls to hosts that no policy names: they should not notice anything. */
public final class OtherHosts {
    private final AtomicReference<Interceptor.Chain> last = new AtomicReference<>();
    private final OkHttpClient plain = new OkHttpClient.Builder()
            .addNetworkInterceptor(chain -> {
                last.set(chain);
                return chain.proceed(chain.request());
            })
            .build();

    @Scenario
    public void a_call_runs_through_okhttps_own_interceptors(World world) throws Exception {
        world.governed();

        call(plain, elsewhere(world));
        assertThat(interceptors()).isNotEmpty().noneMatch(OtherHosts::ofTheAgent);
        call(plain, Requests.chat(world));
        assertThat(interceptors()).anyMatch(OtherHosts::ofTheAgent);
    }

    private static boolean ofTheAgent(Object interceptor) {
        return interceptor.getClass().getName().startsWith("dev.breakwater.");
    }

    @Scenario
    public void a_call_of_a_client_with_interceptors_runs_through_no_more_of_them(World world) throws Exception {
        world.ungoverned();
        OkHttpClient intercepted = plain.newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request()))
                .build();
        call(intercepted, elsewhere(world));
        int own = interceptors().size();

        world.governed();
        call(intercepted, elsewhere(world));
        assertThat(interceptors()).hasSize(own);
        call(intercepted, Requests.chat(world));
        assertThat(interceptors()).hasSize(own + 2).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Scenario
    public void a_call_whose_interceptor_chooses_a_governed_host_is_governed(World world) throws Exception {
        world.governed();
        world.a.byDefault(Fault.error500());

        call(choosing("127.0.0.1"), elsewhere(world));

        assertThat(world.b.hitCount()).isEqualTo(1);
        assertThat(world.b.lastHit().key()).isEqualTo(World.KEY_B);
    }

    @Scenario
    public void a_call_whose_interceptor_chooses_another_host_is_none_of_ours(World world) throws Exception {
        world.governed();
        world.a.answer(Fault.error500());

        try (Response response =
                choosing("localhost").newCall(Requests.chat(world)).execute()) {
            assertThat(response.code()).isEqualTo(500);
        }

        assertThat(world.a.hitCount()).isEqualTo(1);
        assertThat(world.b.hitCount()).isZero();
    }

    /** Whose last interceptor but one sends all calls to another host, and the last one looks as if nothing had happened. */
    private OkHttpClient choosing(String host) {
        return plain.newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .url(chain.request().url().newBuilder().host(host).build())
                        .build()))
                .addInterceptor(chain -> chain.proceed(chain.request()))
                .build();
    }

    private static Request elsewhere(World world) {
        return Requests.chat("http://localhost:" + world.a.port() + "/v1");
    }

    private static void call(OkHttpClient client, Request request) throws Exception {
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    private List<?> interceptors() throws Exception {
        Interceptor.Chain chain = last.get();
        Field field = chain.getClass().getDeclaredField("interceptors");
        field.setAccessible(true);
        return (List<?>) field.get(chain);
    }
}
