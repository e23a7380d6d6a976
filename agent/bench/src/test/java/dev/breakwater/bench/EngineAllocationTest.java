package dev.breakwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.breakwater.bench.micro.BlindDialect;
import dev.breakwater.bench.micro.Exchange;
import dev.breakwater.dialect.Dialects;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * What a call allocates is the same on every machine, so that it can be a test; what it takes never is. The module's tests run
 * without the optimising compiler, which does away with some objects as soon as it gets round to it: so the limits are higher
 * than what the JMH benchmark says of a warm JVM.
 */
class EngineAllocationTest {
    private static final int CALLS = 2_000;
    private static final long DECISION_BYTES = 1_700;
    private static final long EXCHANGE_BYTES = 4_600;

    @Test
    void deciding_a_plain_success_allocates_little() {
        BlindDialect dialect = new BlindDialect();
        Exchange exchange = new Exchange(Exchange.ONE_ENDPOINT, name -> dialect, new byte[0]);

        assertThat(bytesOfOneCall(exchange)).isBetween(1L, DECISION_BYTES);
    }

    @Test
    void a_whole_exchange_allocates_about_as_much_as_its_bodies_are_long() {
        byte[] answer = ("{\"id\":\"1\",\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\""
                        + "x".repeat(700) + "\"},\"finish_reason\":\"stop\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        Exchange exchange = new Exchange(Exchange.ONE_ENDPOINT, Dialects::named, answer);

        assertThat(bytesOfOneCall(exchange)).isBetween(1L, EXCHANGE_BYTES);
    }

    private static long bytesOfOneCall(Exchange exchange) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < CALLS; i++) {
            exchange.call();
        }
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            exchange.call();
        }
        return (threads.getThreadAllocatedBytes(thread) - before) / CALLS;
    }
}
