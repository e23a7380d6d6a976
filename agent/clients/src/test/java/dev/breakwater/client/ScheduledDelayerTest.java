package dev.breakwater.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScheduledDelayerTest {
    private final ScheduledDelayer delayer = new ScheduledDelayer();

    @Test
    void tasks_run_at_their_time_whether_a_beat_comes_before_them_or_not() throws Exception {
        CountDownLatch run = new CountDownLatch(3);
        long start = System.nanoTime();

        delayer.after(250_000_000, run::countDown);
        delayer.after(-1, run::countDown);
        delayer.after(1_000_000, run::countDown);

        assertThat(run.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(250_000_000);
    }

    @Test
    void what_is_taken_back_is_forgotten_and_the_beat_ends_by_itself() throws Exception {
        Runnable takeBack = delayer.after(TimeUnit.HOURS.toNanos(1), () -> {});
        assertThat(delayer.planned()).as("the task and the beat").isEqualTo(2);

        takeBack.run();
        assertThat(delayer.planned()).isEqualTo(1);

        while (delayer.beats()) {
            Thread.onSpinWait();
        }
        CountDownLatch again = new CountDownLatch(1);
        delayer.after(150_000_000, again::countDown);
        assertThat(delayer.planned()).isEqualTo(2);
        assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
