package dev.breakwater.client.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.client.contract.Ask;
import dev.breakwater.client.contract.ClientUnderTest;
import dev.breakwater.client.contract.PolicyOfTest;
import dev.breakwater.client.contract.RunningCall;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.time.Ticker;
import dev.breakwater.weaving.WovenApplication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A limit that passes between two reads: OkHttp then fails the next one without closing anything. */
@ParameterizedClass
@MethodSource("versions")
class PassedLimitTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String version;
    private final AtomicLong aheadNanos = new AtomicLong();

    PassedLimitTest(String version) {
        this.version = version;
    }

    static List<String> versions() {
        return WovenApplication.versionsOf("okhttp");
    }

    /** All of it takes more than a minute. */
    @Test
    void the_rest_of_a_trickling_answer_is_not_waited_for() throws Exception {
        try (FaultProvider primary = FaultProvider.start().named("primary");
                FaultProvider fallback = FaultProvider.start().named("fallback");
                ClientUnderTest client = client(PolicyOfTest.of(primary.baseUrl())
                        .fallback(fallback.baseUrl(), "sk-fallback")
                        .answer(LIMIT))) {
            primary.byDefault(Fault.trickle(1, Duration.ofMillis(100)));

            RunningCall call = client.start(Ask.chat(primary.baseUrl()));
            assertThat(primary.awaitHits(1, SOON)).isTrue();
            aheadNanos.set(LIMIT.toNanos());

            assertThat(call.get(SOON).text()).contains("fallback m-1");
            assertThat(fallback.hitCount()).isEqualTo(1);
        }
    }

    private ClientUnderTest client(PolicyOfTest policy) throws Exception {
        CallEngine engine = new CallEngine(new Ahead(), () -> 0, CallListener.NONE, Dialects::named);
        engine.apply(policy.build());
        return WovenApplication.with("okhttp", version)
                .governedBy(engine)
                .start("com.example.okhttp.OkHttpFactory", ClientUnderTest.Factory.class)
                .create(engine, ClientUnderTest.Setup.DEFAULT);
    }

    private final class Ahead implements Ticker {
        @Override
        public long nanos() {
            return Ticker.system().nanos() + aheadNanos.get();
        }

        @Override
        public long epochMillis() {
            return Ticker.system().epochMillis();
        }
    }
}
