package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.time.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long DURATION_NANOS = 1_000_000;

    private final ManualTicker ticker = new ManualTicker();
    private final List<String> told = new ArrayList<>();
    private final Breaker breaker =
            new Breaker(BreakerConfig.DEFAULT, false, ticker, (from, to) -> told.add(from + " -> " + to));

    @Test
    void successes_change_nothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.tryAcquire()).isTrue();
            breaker.success(DURATION_NANOS);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void every_change_is_told_once_and_in_order() {
        fail(5);
        assertThat(told).containsExactly("CLOSED -> OPEN");
        assertThat(breaker.tryAcquire()).isFalse();
        assertThat(breaker.ready(ticker.nanos())).isFalse();

        ticker.advance(Duration.ofSeconds(31));
        assertThat(breaker.ready(ticker.nanos())).isTrue();
        fail(3);
        assertThat(told).containsExactly("CLOSED -> OPEN", "OPEN -> HALF_OPEN", "HALF_OPEN -> OPEN");
        assertThat(breaker.ready(ticker.nanos())).isFalse();

        ticker.advance(Duration.ofSeconds(31));
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.tryAcquire()).isTrue();
            breaker.success(DURATION_NANOS);
        }
        assertThat(told).hasSize(5).endsWith("OPEN -> HALF_OPEN", "HALF_OPEN -> CLOSED");
        assertThat(breaker.stateName()).isEqualTo("CLOSED");
    }

    @Test
    void slow_successes_open_it_and_are_told_of() {
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.tryAcquire()).isTrue();
            breaker.success(Duration.ofSeconds(61).toNanos());
        }
        assertThat(told).containsExactly("CLOSED -> OPEN");
    }

    @Test
    void of_many_threads_that_see_a_change_one_tells_it() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        Breaker shared = new Breaker(BreakerConfig.DEFAULT, true, ticker, (from, to) -> changes.incrementAndGet());
        int threads = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            pool.submit(() -> {
                start.await();
                for (int call = 0; call < 50; call++) {
                    shared.tryAcquire();
                    shared.failure(DURATION_NANOS, null);
                }
                return null;
            });
        }
        start.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(changes).hasValue(1);
        assertThat(shared.stateName()).isEqualTo("OPEN");
    }

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(breaker.tryAcquire()).isTrue();
            breaker.failure(DURATION_NANOS, null);
        }
    }
}
