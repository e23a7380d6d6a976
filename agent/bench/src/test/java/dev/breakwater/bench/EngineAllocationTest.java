package dev.breakwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.breakwater.bench.micro.BlindDialect;
import dev.breakwater.bench.micro.Exchange;
import dev.breakwater.dialect.Dialects;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a call allocates is the same on every machine, so that it can be a test; what it takes never is. */
class EngineAllocationTest {
    private static final int CALLS = 20_000;
    /** Interpreted code allocates what compiled code does away with: the limits leave it that. */
    private static final long DECISION_BYTES = 1280;

    private static final long EXCHANGE_BYTES = 6000;

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
