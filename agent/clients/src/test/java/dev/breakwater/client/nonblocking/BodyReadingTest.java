package dev.breakwater.client.nonblocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A body is subscribed to once: what is too large to keep is handed over with nothing lost, doubled or out of order. */
class BodyReadingTest {
    private static final byte[] TOO_LARGE = new byte[BodyReading.MAX_BYTES + 1];

    private final Source source = new Source();
    private final BodyReading<byte[]> reading = new BodyReading<>(bytes -> bytes, bytes -> bytes);
    private final Wire wire = new Wire();

    @Test
    void a_body_that_fits_is_kept() {
        reading.onSubscribe(source);
        reading.onNext(new byte[] {1});
        reading.onNext(new byte[] {2});
        reading.onComplete();

        assertThat(reading.end()).isCompleted();
        assertThat(reading.tooLarge()).isNotDone();
        assertThat(reading.whole()).containsExactly(1, 2);
    }

    @Test
    void what_follows_is_asked_for_by_the_client() {
        tooLarge().subscribe(wire);
        assertThat(source.requested).isEqualTo(1);
        wire.request(3);
        reading.onNext(new byte[] {1});
        reading.onComplete();

        assertThat(source.requested).isEqualTo(3);
        assertThat(wire.said).containsExactly(TOO_LARGE.length, 1, -1);
        assertThat(reading.end()).isCompleted();
    }

    @Test
    void an_end_that_comes_before_the_client_is_kept_for_it() {
        Publisher<byte[]> rest = tooLarge();
        reading.onComplete();
        rest.subscribe(wire);
        wire.request(1);

        assertThat(wire.said).containsExactly(TOO_LARGE.length, -1);
    }

    @Test
    void an_end_that_comes_while_the_client_takes_the_beginning_follows_that() {
        wire.onFirst = reading::onComplete;
        tooLarge().subscribe(wire);
        wire.request(1);

        assertThat(wire.said).containsExactly(TOO_LARGE.length, -1);
    }

    @Test
    void a_client_may_ask_for_more_while_it_takes_the_beginning() {
        source.answers = true;
        wire.onFirst = () -> wire.request(1);
        tooLarge().subscribe(wire);
        wire.request(1);

        assertThat(wire.said).containsExactly(TOO_LARGE.length, 1);
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void a_failure_that_comes_before_the_client_is_kept_for_it() {
        Publisher<byte[]> rest = tooLarge();
        reading.onError(new IllegalStateException());
        rest.subscribe(wire);
        wire.request(Long.MAX_VALUE);

        assertThat(wire.said).containsExactly(TOO_LARGE.length, -2);
    }

    @Test
    void what_is_taken_back_before_it_was_subscribed_to_is_not_asked_for() {
        reading.cancel();
        reading.onSubscribe(source);

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    private Publisher<byte[]> tooLarge() {
        boolean later = source.answers;
        source.answers = false;
        reading.onSubscribe(source);
        reading.onNext(TOO_LARGE);
        source.answers = later;
        return reading.tooLarge().getNow(subscriber -> {});
    }

    private final class Source implements Subscription {
        private long requested;
        private boolean cancelled;
        private boolean answers;

        @Override
        public void request(long n) {
            requested += n;
            if (answers) {
                reading.onNext(new byte[] {1});
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Writes down lengths, -1 for the end and -2 for a failure. */
    private static final class Wire implements Subscriber<byte[]> {
        private final List<Integer> said = new ArrayList<>();
        private Runnable onFirst = () -> {};
        private @Nullable Subscription subscription;

        void request(long n) {
            if (subscription != null) {
                subscription.request(n);
            }
        }

        @Override
        public void onSubscribe(Subscription opened) {
            subscription = opened;
        }

        @Override
        public void onNext(byte[] bytes) {
            said.add(bytes.length);
            if (said.size() == 1) {
                onFirst.run();
            }
        }

        @Override
        public void onError(Throwable error) {
            said.add(-2);
        }

        @Override
        public void onComplete() {
            said.add(-1);
        }
    }
}
