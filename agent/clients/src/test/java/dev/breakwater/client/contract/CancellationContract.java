package dev.breakwater.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.client.contract.ClientUnderTest.Ability;
import dev.breakwater.testing.Ending;
import dev.breakwater.testing.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the application takes back ends, wherever it is: nothing more is sent, and what it held is free again. */
interface CancellationContract extends Contract {

    @Test
    default void a_call_is_cancelled_while_it_waits() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        scene.under(scene.one().backoff(Duration.ofSeconds(30)).concurrentRequests(1, 0));
        scene.primary.answer(Fault.unavailable503());
        RunningCall call = scene.client().start(scene.chat());
        scene.log.awaitWaiting();

        call.cancel();

        assertThatThrownBy(() -> call.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        assertThatNothingIsHeld(scene);
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @Test
    default void a_call_is_cancelled_while_it_queues() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        scene.under(scene.one().concurrentRequests(1, 5));
        scene.primary.answer(Fault.silence());
        RunningCall holder = scene.client().start(scene.chat());
        assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();
        RunningCall queued = scene.client().start(scene.chat());
        scene.log.awaitWaiting();

        queued.cancel();

        assertThatThrownBy(() -> queued.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        holder.cancel();
        assertThatThrownBy(() -> holder.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThatNothingIsHeld(scene);
    }

    @Test
    default void a_call_is_cancelled_while_it_connects() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        try (DeafServer deaf = new DeafServer()) {
            scene.under(PolicyOfTest.of(deaf.baseUrl()).fallback(scene.fallback.baseUrl(), Scene.FALLBACK_KEY));
            RunningCall call = scene.client().start(Ask.chat(deaf.baseUrl()));

            call.cancel();

            assertThatThrownBy(() -> call.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
            scene.log.awaitAllEnded();
            assertThat(scene.fallback.hitCount()).isZero();
        }
    }

    @Test
    default void a_call_is_cancelled_before_its_answer() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        scene.under(scene.two().concurrentRequests(1, 0));
        scene.primary.answer(Fault.silence());
        RunningCall call = scene.client().start(scene.chat());
        assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();

        call.cancel();

        assertThatThrownBy(() -> call.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThatNothingIsHeld(scene);
        assertThat(scene.sends()).isEqualTo(2);
    }

    @Test
    default void a_call_is_cancelled_while_its_answer_is_held_back() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        scene.under(scene.two().concurrentRequests(1, 0));
        scene.primary.answer(Fault.stallAfter(20, Duration.ofSeconds(30)));
        RunningCall call = scene.client().start(scene.chat());
        scene.log.awaitHead();

        call.cancel();

        assertThatThrownBy(() -> call.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThatNothingIsHeld(scene);
        assertThat(scene.sends()).isEqualTo(2);
    }

    @Test
    default void a_call_is_cancelled_while_its_stream_is_read() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.ASYNC);
        scene.under(scene.two().concurrentRequests(1, 0));
        scene.primary.answer(Fault.stallAfter(20, Duration.ofSeconds(30)));
        RunningCall call = scene.client().start(scene.streamedChat());
        scene.log.awaitJudged();

        call.cancel();

        assertThatThrownBy(() -> call.get(Duration.ofSeconds(2))).isNotInstanceOf(InterruptedException.class);
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThatNothingIsHeld(scene);
        assertThat(scene.sends()).isEqualTo(2);
    }

    @Test
    default void an_interrupt_ends_a_wait() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.BLOCKING);
        scene.under(scene.one().backoff(Duration.ofSeconds(30)).concurrentRequests(1, 0));
        scene.primary.answer(Fault.unavailable503());
        try (Background call = Background.run(() -> scene.client().send(scene.chat()))) {
            scene.log.awaitWaiting();

            call.interrupt();

            assertThat(call.failure(Duration.ofSeconds(2)))
                    .isInstanceOfAny(InterruptedException.class, java.io.InterruptedIOException.class);
            assertThatTheFlagIsAsTheClientLeavesIt(call);
        }
        assertThatNothingIsHeld(scene);
        assertThat(scene.primary.hitCount()).isEqualTo(2);
    }

    @Test
    default void an_interrupt_ends_queueing() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.BLOCKING);
        scene.under(scene.one().concurrentRequests(1, 5));
        scene.primary.answer(Fault.slowHeaders(Duration.ofSeconds(2)));
        try (Background holder = Background.run(() -> scene.client().send(scene.chat()))) {
            assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();
            try (Background queued = Background.run(() -> scene.client().send(scene.chat()))) {
                scene.log.awaitWaiting();

                queued.interrupt();

                assertThat(queued.failure(Duration.ofSeconds(1)))
                        .isInstanceOfAny(InterruptedException.class, java.io.InterruptedIOException.class);
            }
            assertThat(holder.result(Scene.SOON)).isInstanceOf(Received.class);
        }
        assertThat(scene.primary.hitCount()).isEqualTo(1);
        assertThatNothingIsHeld(scene);
    }

    @Test
    default void an_interrupt_ends_connecting() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.INTERRUPTIBLE_IO);
        try (DeafServer deaf = new DeafServer()) {
            scene.under(PolicyOfTest.of(deaf.baseUrl()).fallback(scene.fallback.baseUrl(), Scene.FALLBACK_KEY));
            try (Background call = Background.run(() -> scene.client().send(Ask.chat(deaf.baseUrl())))) {
                call.interrupt();

                assertThat(call.failure(Duration.ofSeconds(2))).isInstanceOf(InterruptedException.class);
            }
            scene.log.awaitAllEnded();
            assertThat(scene.fallback.hitCount()).isZero();
        }
    }

    @Test
    default void an_interrupt_ends_waiting_for_an_answer() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.INTERRUPTIBLE_IO);
        scene.under(scene.two().concurrentRequests(1, 0));
        scene.primary.answer(Fault.silence());
        try (Background call = Background.run(() -> scene.client().send(scene.chat()))) {
            assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();

            call.interrupt();

            assertThat(call.failure(Duration.ofSeconds(2))).isInstanceOf(InterruptedException.class);
            assertThatTheFlagIsAsTheClientLeavesIt(call);
        }
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThatNothingIsHeld(scene);
        assertThat(scene.sends()).isEqualTo(2);
    }

    @Test
    default void an_interrupt_ends_reading_an_answer() throws Exception {
        Scene scene = scene();
        scene.needs(Ability.INTERRUPTIBLE_IO);
        scene.under(scene.two().concurrentRequests(1, 0));
        scene.primary.answer(Fault.stallAfter(20, Duration.ofSeconds(30)));
        try (Background call = Background.run(() -> scene.client().send(scene.streamedChat()))) {
            assertThat(scene.primary.awaitHits(1, Scene.SOON)).isTrue();

            call.interrupt();

            assertThat(call.failure(Duration.ofSeconds(2))).isInstanceOf(InterruptedException.class);
        }
        assertThat(scene.primary.hits().get(0).awaitEnd(Scene.SOON).how()).isEqualTo(Ending.How.CLIENT_CLOSED);
        assertThatNothingIsHeld(scene);
    }

    /** A thread pool of the application's would meet a flag that should not be there, or miss one that should. */
    private static void assertThatTheFlagIsAsTheClientLeavesIt(Background call) throws Exception {
        boolean clears = call.failure(Scene.SOON) instanceof InterruptedException;
        assertThat(call.leftInterrupted()).isEqualTo(!clears);
    }

    private static void assertThatNothingIsHeld(Scene scene) throws Exception {
        scene.log.awaitAllEnded();
        assertThat(scene.call(scene.chat()).status())
                .as("the only permit is free")
                .isEqualTo(200);
    }
}
