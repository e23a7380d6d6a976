package dev.breakwater.client.apache5.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.client.Reentry;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.time.Ticker;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose call it is, as far as that can be said without consequences: in doubt the hook has to look closer. */
class AsyncGateTest {
    private static final String OURS = "http://llm.example.com/v1/chat/completions";
    private static final String FOREIGN = "http://service.example.com/orders";
    private final AsyncGate gate = new AsyncGate(engine());

    /** The client's own producers. */
    enum Own {
        SIMPLE(url -> SimpleRequestProducer.create(new SimpleHttpRequest("GET", URI.create(url)))),
        BASIC(url -> new BasicRequestProducer(Method.GET, URI.create(url))),
        BASIC_WITH_A_REQUEST(url -> new BasicRequestProducer(new BasicHttpRequest("GET", URI.create(url)), null));

        private final Function<String, AsyncRequestProducer> producer;

        Own(Function<String, AsyncRequestProducer> producer) {
            this.producer = producer;
        }
    }

    @ParameterizedTest
    @EnumSource(Own.class)
    void the_clients_own_producers_say_where_a_call_goes(Own own) {
        assertThat(ask(own.producer.apply(FOREIGN))).isNull();
        assertThat(ask(own.producer.apply(OURS))).isNotNull();
        assertThat(ask(own.producer.apply(OURS.replace("llm", "LLM")))).isNotNull();
    }

    @Test
    void a_target_says_where_a_call_goes() {
        assertThat(ask(new HttpHost("service.example.com"))).isNull();
        assertThat(ask(new HttpHost("llm.example.com"))).isNotNull();
    }

    @Test
    void a_request_that_names_no_host_is_looked_at() {
        assertThat(ask(new BasicRequestProducer(new BasicHttpRequest("GET", "/orders"), null)))
                .isNotNull();
    }

    @Test
    void a_producer_of_the_applications_is_not_asked_here() {
        Asked producer = new Asked();

        assertThat(ask(producer)).isNotNull();

        assertThat(producer.asked).isFalse();
    }

    @Test
    void no_producer_is_no_reason_to_let_a_call_pass() {
        assertThat(ask(null)).isNotNull();
    }

    @Test
    void a_send_of_our_own_passes_once() {
        AsyncRequestProducer ours = Own.SIMPLE.producer.apply(OURS);
        Reentry.arm();

        assertThat(ask(ours)).isNull();
        assertThat(ask(ours)).isNotNull();
    }

    private @Nullable Object ask(@Nullable Object where) {
        return gate.apply(this, where);
    }

    private static CallEngine engine() {
        CallEngine engine = new CallEngine(Ticker.system(), () -> 0L, CallListener.NONE, Dialects::named);
        engine.apply(PolicyOfTest.of("http://llm.example.com/v1").build());
        return engine;
    }

    /** A kind of the client's own that says something else: another host, for one, or another one each time. */
    private static final class Asked extends BasicRequestProducer {
        private boolean asked;

        Asked() {
            super(Method.GET, URI.create(FOREIGN));
        }

        @Override
        public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
            asked = true;
            super.sendRequest(channel, context);
        }
    }
}
