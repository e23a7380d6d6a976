package dev.breakwater.client.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.internal.http.RealInterceptorChain;
import okhttp3.internal.http.RetryAndFollowUpInterceptor;
import org.junit.jupiter.api.Test;

/** What becomes of the list of interceptors that OkHttp has made for a call. */
class OkHttpAdapterTest {
    private static final String OURS = "http://a.example/v1/chat/completions";
    private static final String FOREIGN = "http://b.example/orders";

    private final Interceptor applications = chain -> chain.proceed(chain.request());
    private final Interceptor retryAndFollowUp = new RetryAndFollowUpInterceptor(new OkHttpClient(), false);
    private final Interceptor callServer = chain -> chain.proceed(chain.request());
    private final BiFunction<Object, Object, Object> gate = gate();

    @Test
    void a_call_to_another_host_keeps_its_list_as_it_was() {
        List<Interceptor> list = new ArrayList<>(List.of(retryAndFollowUp, callServer));

        assertThat(passed(FOREIGN, list)).isSameAs(list).containsExactly(retryAndFollowUp, callServer);
    }

    @Test
    void ours_stands_in_for_one_of_okhttps_in_its_own_list() {
        List<Interceptor> list = new ArrayList<>(List.of(retryAndFollowUp, callServer));

        assertThat(passed(OURS, list)).isSameAs(list).hasSize(2).endsWith(callServer);
        assertThat(list.get(0)).isInstanceOf(GoverningInterceptor.class);
    }

    @Test
    void behind_the_applications_own_it_stands_in_whatever_the_host() {
        List<Interceptor> list = new ArrayList<>(List.of(applications, retryAndFollowUp, callServer));

        assertThat(passed(FOREIGN, list)).isSameAs(list).hasSize(3).startsWith(applications);
        assertThat(list.get(1)).isInstanceOf(GoverningInterceptor.class);
    }

    @Test
    void a_constructor_that_delegates_to_another_one_changes_nothing_twice() {
        for (List<Interceptor> own :
                List.of(List.of(retryAndFollowUp, callServer), List.of(applications, retryAndFollowUp, callServer))) {
            List<Interceptor> list = new ArrayList<>(own);
            List<Interceptor> once = new ArrayList<>(passed(OURS, list));

            assertThat(passed(OURS, list)).isSameAs(list).isEqualTo(once);
        }
    }

    @Test
    void a_list_that_may_be_somebody_elses_is_left_alone() {
        List<Interceptor> list = List.of(applications, retryAndFollowUp, callServer);

        assertThat(passed(OURS, list))
                .hasSize(3)
                .startsWith(applications)
                .endsWith(callServer)
                .anyMatch(interceptor -> interceptor instanceof GoverningInterceptor);
        assertThat(list).containsExactly(applications, retryAndFollowUp, callServer);
    }

    @SuppressWarnings("unchecked") // the gate gives back a list of what it was given
    private List<Interceptor> passed(String url, List<Interceptor> list) {
        Request request = new Request.Builder().url(url).build();
        Interceptor.Chain chain =
                new RealInterceptorChain(list, null, null, null, 0, request, null, null, 1000, 1000, 1000);
        return (List<Interceptor>) Objects.requireNonNull(gate.apply(chain, list));
    }

    private static BiFunction<Object, Object, Object> gate() {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        CallEngine engine = new CallEngine(Ticker.system(), () -> 0, CallListener.NONE, Dialects::named);
        engine.apply(PolicyOfTest.of("http://a.example/v1").build());
        ClientDescription okhttp = Clients.all().stream()
                .filter(client -> client.adapterClassName().equals(OkHttpAdapter.class.getName()))
                .findFirst()
                .orElseThrow();
        try {
            return new OkHttpAdapter(new Context(engine, OkHttpAdapterTest.class.getClassLoader()))
                    .gate(okhttp.hooks().get(0));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
