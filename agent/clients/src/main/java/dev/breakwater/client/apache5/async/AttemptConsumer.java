package dev.breakwater.client.apache5.async;

import dev.breakwater.call.Answer;
import dev.breakwater.call.Decision;
import dev.breakwater.client.apache5.shared.HeadersView;
import dev.breakwater.client.nonblocking.LimitTimer;
import dev.breakwater.client.nonblocking.LiveAttempt;
import dev.breakwater.client.nonblocking.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Receives one attempt's answer: keeps it back while nothing is decided, then passes it on to the application or drops it. The
 * client's threads and the timer meet here, under the call's lock, which is never held while the application's code runs.
 */
final class AttemptConsumer implements AsyncResponseConsumer<Boolean> {
    private final SentAttempt sent;
    private final LiveAttempt live;
    private final Relay<?> relay;
    private final boolean resumed;
    private final LimitTimer timer;
    private final Credit credit;
    private final Landing landing;
    private @Nullable List<ByteBuffer> held = new ArrayList<>();
    private final List<HttpResponse> informational = new ArrayList<>();
    private @Nullable Head head;
    private @Nullable List<? extends Header> trailers;
    private @Nullable FutureCallback<Boolean> result;
    private boolean delivering;
    private boolean ended;
    private @Nullable Throwable broken;

    /** @param resumed whether the application has its head already, of an answer that has broken */
    AttemptConsumer(SentAttempt sent, Relay<?> relay, boolean resumed) {
        this.sent = sent;
        this.live = sent.live();
        this.relay = relay;
        this.resumed = resumed;
        this.timer = new LimitTimer(live, () -> Pool.execute(this::onLimit));
        this.credit = new Credit(live, timer);
        this.landing = new Landing(live.lock());
    }

    /** What is sent before; null if that has no body. */
    void after(@Nullable DescribedProducer producer) {
        landing.after(producer);
    }

    LiveAttempt live() {
        return live;
    }

    LimitTimer timer() {
        return timer;
    }

    Credit credit() {
        return credit;
    }

    void abort() {
        sent.abort();
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        informational.add(response);
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Boolean> resultCallback) {
        boolean decided;
        live.lock().lock();
        try {
            result = resultCallback;
            head = new Head(List.copyOf(informational), response, entity, context);
            decided = live.head(response.getCode(), new HeadersView(response));
            if (entity == null) {
                ended = true;
                decided |= live.end();
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else {
            timer.arm();
        }
        if (entity == null) {
            resultCallback.completed(Boolean.TRUE);
        }
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        int received = source.remaining();
        List<ByteBuffer> passed = null;
        boolean decided;
        Throwable failure = null;
        live.lock().lock();
        try {
            decided = live.bytes(List.of(source));
            if (held != null) {
                held.add(copy(source));
            } else if (delivering) {
                timer.pause();
                passed = live.released(List.of(source));
                failure = live.failure();
            } else {
                throw new IOException("nobody reads this answer");
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (passed == null) {
            goOnHolding(received);
        } else {
            goOnDelivering(received, passed, failure);
        }
        source.position(source.limit());
    }

    static ByteBuffer copy(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private void goOnHolding(int received) throws IOException {
        if (live.takenBack()) {
            throw new IOException("the attempt was given up");
        }
        credit.giveBack(received);
    }

    private void goOnDelivering(int received, List<ByteBuffer> passed, @Nullable Throwable failure) throws IOException {
        int length = length(passed);
        relay.pass(this, passed);
        if (failure != null) {
            relay.end(this, List.of(), null, failure);
        } else {
            credit.giveBack(received - length);
            timerGoesOn();
        }
    }

    private static int length(List<ByteBuffer> buffers) {
        int length = 0;
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        return length;
    }

    private void timerGoesOn() {
        live.lock().lock();
        try {
            if (!credit.starved()) {
                timer.resume();
            }
        } finally {
            live.lock().unlock();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        boolean application;
        live.lock().lock();
        try {
            application = delivering;
        } finally {
            live.lock().unlock();
        }
        if (application) {
            credit.asked(channel, () -> relay.askForCapacity(this));
        } else {
            credit.known(channel);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> last) {
        boolean decided;
        List<ByteBuffer> rest = List.of();
        live.lock().lock();
        try {
            decided = live.end();
            ended = true;
            trailers = last;
            if (delivering) {
                rest = live.releasedRest();
            }
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (delivering) {
            end(rest, last);
        }
        FutureCallback<Boolean> done = result;
        if (done != null) {
            done.completed(Boolean.TRUE);
        }
    }

    @Override
    public void failed(Exception cause) {
        boolean headless;
        boolean decided = false;
        boolean complete = false;
        live.lock().lock();
        try {
            if (ended) {
                return;
            }
            headless = live.awaitsHead();
            if (!headless) {
                decided = live.broken(cause);
                ended = true;
                Throwable said = live.failure();
                // Behind an answer that has come as a whole nothing can break.
                complete = said == null && live.complete();
                broken = complete ? null : said == null ? cause : said;
            }
        } finally {
            live.lock().unlock();
        }
        if (headless) {
            sent.end(Outcomes.of(cause));
        } else if (decided) {
            settle();
        } else if (delivering && complete) {
            end(rest(), null);
        } else if (delivering) {
            relay.end(this, List.of(), null, broken);
        }
    }

    /** The gate's limit has passed. */
    private void onLimit() {
        boolean decided;
        boolean complete;
        Throwable failure;
        live.lock().lock();
        try {
            if (ended || !timer.stillPassed()) {
                return;
            }
            decided = live.limit();
            failure = live.failure();
            complete = failure == null && live.complete();
        } finally {
            live.lock().unlock();
        }
        if (decided) {
            settle();
        } else if (complete && delivering) {
            relay.end(this, rest(), null, null);
            abort();
        } else if (failure != null && delivering) {
            relay.end(this, List.of(), null, failure);
        }
    }

    /** Whoever brought the decision carries it out. */
    private void settle() {
        boolean delivers;
        Decision decision;
        live.lock().lock();
        try {
            List<ByteBuffer> bytes = held;
            decision = live.decision();
            if (bytes == null || decision == null) {
                return;
            }
            held = null;
            delivers = live.forApplication();
            if (delivers) {
                delivering = true;
                credit.begin(resumed ? relay.balance() : 0);
                live.deliverBy(relay);
                relay.takeFrom(this, resumed ? null : head(decision), live.released(bytes));
            }
        } finally {
            live.lock().unlock();
        }
        if (delivers) {
            deliver(decision);
        } else {
            drop(new Answer<>(null, decision));
        }
    }

    private @Nullable Head head(Decision decision) {
        Head own = head;
        if (own == null || !(decision instanceof Decision.Deliver deliver)) {
            return own;
        }
        return (live.rewrites() ? own.ofOtherBytes() : own).with(deliver.headersToAdd());
    }

    private void deliver(Decision decision) {
        sent.complete(new Answer<>(Boolean.TRUE, decision));
        if (live.watching()) {
            timer.arm();
        }
        relay.emit();
        if (!relay.reading()) {
            timer.stop();
            live.left();
            abort();
        } else if (ended) {
            if (broken == null) {
                end(rest(), trailers);
            } else {
                relay.end(this, List.of(), null, broken);
            }
        } else if (live.failure() != null) {
            relay.end(this, List.of(), null, live.failure());
        } else {
            passQuestionOn();
        }
    }

    /** The client has asked for room while nobody read. */
    private void passQuestionOn() {
        try {
            credit.askedBefore(() -> relay.askForCapacity(this));
        } catch (IOException gone) {
            failed(gone);
        }
    }

    /** The application's next call, too, may want the connection. */
    private void end(List<ByteBuffer> rest, @Nullable List<? extends Header> last) {
        Throwable failure = live.failure();
        if (failure != null) {
            relay.end(this, rest, last, failure);
        } else {
            landing.then(() -> relay.end(this, rest, last, null));
        }
    }

    private List<ByteBuffer> rest() {
        live.lock().lock();
        try {
            return broken == null ? live.releasedRest() : List.of();
        } finally {
            live.lock().unlock();
        }
    }

    /** An answer read to its end leaves a connection for the next attempt. */
    private void drop(Answer<Boolean> answer) {
        timer.stop();
        boolean whole;
        live.lock().lock();
        try {
            whole = ended && broken == null;
        } finally {
            live.lock().unlock();
        }
        if (whole) {
            landing.then(() -> sent.complete(answer));
        } else {
            abort();
            sent.complete(answer);
        }
    }

    @Override
    public void releaseResources() {
        if (landing.release()) {
            ManagedRequest.end();
        }
    }
}
