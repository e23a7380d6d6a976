package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.message.Header;
import dev.breakwater.policy.Mode;
import dev.breakwater.policy.UpstreamPolicy;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** What is measured of calls, under which attributes and in which buckets. */
final class MetricsTest {
    private final Recorder recorder = new Recorder();

    private Rig rig(UpstreamPolicy policy) {
        return new Rig(recorder.ticker, recorder.listener(), policy);
    }

    @Test
    void a_calls_duration_is_recorded_once_with_all_its_retries_inside() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(503), Script.refuses(503), Script.answers());

        assertThat(recorder.metric(Names.DURATION).getHistogramData().getPoints())
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.getCount()).isEqualTo(1);
                    assertThat(point.getSum()).isCloseTo(1.3, within(0.001));
                    assertThat(point.getAttributes())
                            .isEqualTo(Attributes.builder()
                                    .put("gen_ai.operation.name", "chat")
                                    .put("gen_ai.provider.name", "azure.ai.openai")
                                    .put("gen_ai.request.model", "gpt-4.1")
                                    .put("gen_ai.response.model", "gpt-4.1-2025-04-14")
                                    .put("server.address", "acme.openai.azure.com")
                                    .put("server.port", 443)
                                    .build());
                });
    }

    @Test
    void seconds_and_tokens_have_the_conventions_buckets() {
        rig(TestPolicies.failover()).call(Rig.chat(true), Script.streams(true));

        assertThat(boundaries(Names.DURATION))
                .startsWith(0.01, 0.02)
                .endsWith(40.96, 81.92)
                .hasSize(14);
        assertThat(boundaries(Names.TIME_TO_FIRST_CHUNK)).hasSize(14);
        assertThat(boundaries(Names.TOKEN_USAGE))
                .startsWith(1.0, 4.0)
                .endsWith(67108864.0)
                .hasSize(14);
        assertThat(recorder.metric(Names.DURATION).getUnit()).isEqualTo("s");
        assertThat(recorder.metric(Names.TOKEN_USAGE).getUnit()).isEqualTo("{token}");
    }

    private Collection<Double> boundaries(Metric metric) {
        return points(metric).iterator().next().getBoundaries();
    }

    private Collection<HistogramPointData> points(Metric metric) {
        return recorder.metric(metric).getHistogramData().getPoints();
    }

    @Test
    void reported_tokens_are_recorded_by_direction() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.answers());

        assertThat(points(Names.TOKEN_USAGE))
                .hasSize(2)
                .anySatisfy(point -> {
                    assertThat(point.getAttributes().get(Names.TOKEN_TYPE)).isEqualTo("input");
                    assertThat(point.getSum()).isEqualTo(30);
                })
                .anySatisfy(point -> {
                    assertThat(point.getAttributes().get(Names.TOKEN_TYPE)).isEqualTo("output");
                    assertThat(point.getSum()).isEqualTo(12);
                });
    }

    @Test
    void tokens_that_nobody_reported_are_not_made_up() {
        rig(TestPolicies.failover())
                .call(Rig.chat(false), Script.answers("{\"id\":\"x\",\"model\":\"m\",\"choices\":[]}"));

        assertThat(recorder.names()).contains(Names.DURATION.name()).doesNotContain(Names.TOKEN_USAGE.name());
    }

    @Test
    void a_failed_calls_duration_carries_its_error() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(400));

        assertThat(points(Names.DURATION))
                .singleElement()
                .satisfies(point ->
                        assertThat(point.getAttributes().get(Names.ERROR_TYPE)).isEqualTo("400"));
    }

    @Test
    void the_first_chunk_is_recorded_for_streams_alone() {
        Rig rig = rig(TestPolicies.failover());

        rig.call(Rig.chat(false), Script.answers());
        assertThat(recorder.names()).doesNotContain(Names.TIME_TO_FIRST_CHUNK.name());

        rig.call(Rig.chat(true), Script.streams(true));
        assertThat(points(Names.TIME_TO_FIRST_CHUNK))
                .singleElement()
                .satisfies(point -> assertThat(point.getSum()).isCloseTo(0.3, within(0.001)));
    }

    @Test
    void attempts_retries_and_failovers_are_counted_with_what_led_to_them() {
        rig(TestPolicies.failover()).call(Rig.chat(false), Script.refuses(503), Script.refuses(503), Script.answers());

        Attributes failure = Attributes.of(Names.UPSTREAM, "openai", Names.VERDICT, "server_error");
        assertThat(recorder.count(Names.ATTEMPTS, failure)).isEqualTo(2);
        assertThat(recorder.count(Names.ATTEMPTS, Attributes.of(Names.ENDPOINT, "azure-eu")))
                .isEqualTo(1);
        assertThat(recorder.count(Names.RETRIES, failure)).isEqualTo(2);
        assertThat(recorder.count(
                        Names.FAILOVERS, Attributes.of(Names.FAILOVER_FROM, "primary", Names.FAILOVER_TO, "azure-eu")))
                .isEqualTo(1);
    }

    /** Its beginning was good: it is recorded no earlier than when the answer is over, and no later. */
    @Test
    void a_stream_that_is_taken_up_elsewhere_counts_as_an_attempt_of_each() {
        rig(TestPolicies.restarting()).call(Rig.chat(true), Script.streams(false), Script.streams(true));

        assertThat(recorder.count(Names.ATTEMPTS, Attributes.of(Names.UPSTREAM, "openai")))
                .isEqualTo(2);
        assertThat(recorder.attempts())
                .extracting(span -> span.getAttributes().get(Names.STATUS_CODE))
                .containsExactly(200L, 200L);
    }

    @Test
    void a_wait_is_recorded_as_long_as_it_lasted() {
        rig(TestPolicies.failover())
                .call(Rig.chat(false), Script.refuses(429, new Header("retry-after", "2")), Script.answers());

        assertThat(points(Names.WAIT_DURATION)).singleElement().satisfies(point -> {
            assertThat(point.getSum()).isEqualTo(2);
            assertThat(point.getAttributes())
                    .isEqualTo(Attributes.of(Names.UPSTREAM, "openai", Names.REASON, "retry_after"));
        });
    }

    @Test
    void a_rejected_key_is_counted_by_its_label() {
        rig(TestPolicies.keys()).call(Rig.chat(false), Script.refuses(401), Script.answers());

        assertThat(recorder.count(
                        Names.KEYS_REJECTED, Attributes.of(Names.KEY, "env:ONE", Names.VERDICT, "key_rejected")))
                .isEqualTo(1);
        assertThat(recorder.count(Names.FAILOVERS, Attributes.of(Names.FAILOVER_KIND, "key")))
                .isEqualTo(1);
    }

    @Test
    void a_breaker_is_in_one_state_at_a_time() {
        Rig rig = rig(TestPolicies.alone(Mode.ENFORCE));
        for (int i = 0; i < 2; i++) {
            rig.call(Rig.chat("gpt-4.1", i == 1), Script.refuses(500), Script.refuses(500), Script.refuses(500));
        }

        Attributes open = Attributes.of(Names.BREAKER_STATE, "open", Names.ENDPOINT, "primary", Names.MODEL, "gpt-4.1");
        assertThat(recorder.count(Names.BREAKERS, open)).isEqualTo(1);
        assertThat(recorder.count(Names.BREAKER_TRANSITIONS, Attributes.of(Names.BREAKER_FROM, "closed")))
                .isEqualTo(1);

        recorder.ticker.advanceNanos(40_000_000_000L);
        rig.call(Rig.request("POST", "/chat/completions", "{\"model\":\"gpt-4.1\"}"), Script.answers());

        assertThat(recorder.count(Names.BREAKERS, open)).isZero();
        assertThat(recorder.count(Names.BREAKERS, Attributes.of(Names.BREAKER_STATE, "closed")))
                .isEqualTo(1);
        assertThat(recorder.count(Names.BREAKERS, Attributes.empty())).isEqualTo(1);
    }

    @Test
    void a_rejection_is_counted_by_its_reason() {
        Rig rig = rig(TestPolicies.alone(Mode.ENFORCE));
        for (int i = 0; i < 2; i++) {
            rig.call(Rig.chat("gpt-4.1", i == 1), Script.refuses(500), Script.refuses(500), Script.refuses(500));
        }

        rig.call(Rig.request("POST", "/chat/completions", "{\"model\":\"gpt-4.1\"}"));

        assertThat(recorder.count(Names.REJECTIONS, Attributes.of(Names.REASON, "circuit-open")))
                .isEqualTo(1);
    }

    @Test
    void the_newer_conventions_count_tokens_kind_by_kind() {
        Rig rig =
                new Rig(recorder.ticker, recorder.listener(new TelemetryOptions(true, true)), TestPolicies.failover());

        rig.call(Rig.chat(false), Script.answers());

        assertThat(recorder.names()).doesNotContain(Names.TOKEN_USAGE.name());
        assertThat(recorder.count(Names.INPUT_COUNT, Attributes.of(Names.TOKEN_MODALITY, "unknown")))
                .isEqualTo(30);
        assertThat(recorder.count(Names.REASONING_COUNT, Attributes.empty())).isEqualTo(5);
        assertThat(points(Names.OPERATION_OUTPUT))
                .singleElement()
                .satisfies(point -> assertThat(point.getSum()).isEqualTo(12));
    }

    @Test
    void model_names_without_end_do_not_fill_the_memory() {
        AttributeCache<String> cache = new AttributeCache<>(name -> Attributes.of(Names.REQUEST_MODEL, name));
        for (int i = 0; i < 5000; i++) {
            assertThat(cache.of("m" + i).get(Names.REQUEST_MODEL)).isEqualTo("m" + i);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(1000);
        assertThat(cache.of("m1")).isSameAs(cache.of("m1"));
    }

    @Test
    void every_instrument_says_what_it_measures_and_in_what() {
        rig(TestPolicies.failover()).call(Rig.chat(true), Script.refuses(503), Script.streams(true));

        for (MetricData metric : recorder.metrics()) {
            assertThat(metric.getDescription()).as(metric.getName()).isNotEmpty();
            assertThat(metric.getUnit()).as(metric.getName()).isNotEmpty();
            assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo("dev.breakwater");
        }
    }
}
