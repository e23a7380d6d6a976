package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordingThreadTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final RecordingThread recordings = new RecordingThread(warnings::add);

    @Test
    void what_is_offered_is_recorded_by_the_thread_in_its_order() throws Exception {
        List<String> recorded = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        recordings.start();

        for (String name : List.of("one", "two")) {
            assertThat(recordings.offer(() -> {
                        recorded.add(name + " by " + Thread.currentThread().getName());
                        done.countDown();
                    }))
                    .isTrue();
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recorded).containsExactly("one by breakwater-recording", "two by breakwater-recording");
    }

    @Test
    void it_takes_so_many_and_no_more_until_there_is_room_again() {
        AtomicInteger recorded = new AtomicInteger();
        int taken = 0;
        while (recordings.offer(recorded::incrementAndGet)) {
            taken++;
        }

        assertThat(taken).isEqualTo(1024);
        assertThat(recordings.recordAll()).isEqualTo(1024);
        assertThat(recorded).hasValue(1024);
        assertThat(recordings.offer(recorded::incrementAndGet)).isTrue();
    }

    @Test
    void one_that_fails_costs_a_line_and_not_the_others() {
        AtomicInteger recorded = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            recordings.offer(() -> {
                throw new IllegalStateException("says too much");
            });
            recordings.offer(recorded::incrementAndGet);
        }

        recordings.recordAll();

        assertThat(recorded).hasValue(2);
        assertThat(warnings)
                .containsExactly(
                        "telemetry of a call failed (java.lang.IllegalStateException); calls are not affected");
    }

    @Test
    void it_wakes_when_it_has_gone_to_sleep() throws Exception {
        recordings.start();
        while (!recordings.asleep()) {
            Thread.onSpinWait();
        }
        CountDownLatch done = new CountDownLatch(1);

        recordings.offer(done::countDown);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
