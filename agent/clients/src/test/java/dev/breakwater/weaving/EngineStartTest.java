package dev.breakwater.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.NotReadyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class EngineStartTest {
    private static final Function<ClassLoader, AdapterContext> CONTEXTS = loader -> null;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void who_comes_early_waits_for_the_engine() {
        CountDownLatch asked = new CountDownLatch(1);
        EngineStart start = new EngineStart(
                () -> {
                    awaitUninterruptibly(asked);
                    return CONTEXTS;
                },
                warnings::add);
        asked.countDown();

        assertThat(start.await()).isTrue();
    }

    @Test
    void the_start_runs_on_a_daemon_thread_without_the_applications_class_loader() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<ClassLoader> context = new AtomicReference<>(getClass().getClassLoader());
        new EngineStart(
                        () -> {
                            thread.set(Thread.currentThread());
                            context.set(Thread.currentThread().getContextClassLoader());
                            return CONTEXTS;
                        },
                        warnings::add)
                .await();

        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(context.get()).isNull();
    }

    @Test
    void a_failed_start_is_final_and_told_once() {
        EngineStart start = new EngineStart(
                () -> {
                    throw new IllegalStateException(new IllegalArgumentException("no such thing"));
                },
                warnings::add);

        assertThat(start.await()).isFalse();
        assertThat(start.await()).isFalse();
        assertThat(warnings).singleElement().asString().contains("no such thing", "left untouched");
    }

    @Test
    void a_call_made_by_the_start_itself_does_not_wait_for_itself() {
        AtomicReference<EngineStart> itself = new AtomicReference<>();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        itself.set(new EngineStart(
                () -> {
                    awaitUninterruptibly(known);
                    try {
                        itself.get().await();
                    } catch (NotReadyException passed) {
                        seen.set(passed);
                    }
                    return CONTEXTS;
                },
                warnings::add));
        known.countDown();

        assertThat(itself.get().await()).isTrue();
        assertThat(seen.get()).isInstanceOf(NotReadyException.class);
    }

    @Test
    void an_interrupt_while_waiting_is_kept_for_the_application() {
        CountDownLatch release = new CountDownLatch(1);
        EngineStart start = new EngineStart(
                () -> {
                    awaitUninterruptibly(release);
                    return CONTEXTS;
                },
                warnings::add);
        Thread.currentThread().interrupt();
        release.countDown();

        assertThat(start.await()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_event_loop_is_kept_waiting_once_and_not_for_long() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        EngineStart start = new EngineStart(
                () -> {
                    awaitUninterruptibly(release);
                    return CONTEXTS;
                },
                warnings::add);
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(onEventLoop(start)).isInstanceOf(NotReadyException.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
        } finally {
            release.countDown();
        }
        assertThat(start.await()).as("others wait for it").isTrue();
        assertThat(onEventLoop(start)).isEqualTo(true);
    }

    private static Object onEventLoop(EngineStart start) throws Exception {
        Scheduler eventLoop = Schedulers.newSingle("event-loop");
        try {
            CompletableFuture<Object> seen = new CompletableFuture<>();
            eventLoop.schedule(() -> {
                try {
                    seen.complete(start.await());
                } catch (NotReadyException notReady) {
                    seen.complete(notReady);
                }
            });
            return seen.get(20, TimeUnit.SECONDS);
        } finally {
            eventLoop.dispose();
        }
    }

    @Test
    void the_context_comes_from_the_started_engine() {
        EngineStart start = new EngineStart(() -> CONTEXTS, warnings::add);
        start.await();

        assertThat(start.apply(getClass().getClassLoader())).isNull();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
