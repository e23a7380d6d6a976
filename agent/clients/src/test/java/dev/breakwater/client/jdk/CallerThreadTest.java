package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallerThreadTest {
    private static final Consumer<Throwable> NO_FAILURE = error -> {
        throw new AssertionError(error);
    };

    private final CallerThread caller = new CallerThread();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void a_task_is_done_by_the_caller_however_long_it_has_waited() throws Exception {
        CompletableFuture<Void> brought = CompletableFuture.runAsync(
                () -> caller.execute(() -> done.add(Thread.currentThread().getName()), NO_FAILURE),
                CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

        caller.await(Long.MAX_VALUE).run();

        brought.get();
        assertThat(done).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void nothing_comes_in_time() throws Exception {
        assertThat(caller.await(1)).isNull();
    }

    @Test
    void tasks_keep_their_order_and_what_a_task_leaves_behind_comes_first() {
        caller.execute(() -> caller.next(() -> done.add("rest of one"), NO_FAILURE), NO_FAILURE);
        caller.execute(() -> done.add("two"), NO_FAILURE);

        caller.leave();
        caller.execute(() -> done.add("at once"), NO_FAILURE);

        assertThat(done).containsExactly("rest of one", "two", "at once");
    }

    @Test
    void what_a_task_throws_reaches_whoever_cares_and_not_the_caller() {
        IllegalStateException error = new IllegalStateException();
        caller.execute(
                () -> {
                    throw error;
                },
                thrown -> done.add(thrown == error ? "told" : "told something else"));

        caller.leave();

        assertThat(done).containsExactly("told");
        assertThatThrownBy(() -> caller.execute(
                        () -> {
                            throw error;
                        },
                        NO_FAILURE))
                .isSameAs(error);
    }

    @Test
    void an_interrupt_ends_the_wait_but_comes_after_what_is_there() throws Exception {
        caller.execute(() -> done.add("there"), NO_FAILURE);
        Thread.currentThread().interrupt();

        caller.await(Long.MAX_VALUE).run();

        assertThat(done).containsExactly("there");
        assertThatThrownBy(() -> caller.await(Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
