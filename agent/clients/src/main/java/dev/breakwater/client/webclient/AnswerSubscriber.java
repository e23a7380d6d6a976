package dev.breakwater.client.webclient;

import dev.breakwater.client.nonblocking.AnswerReceiver;
import java.nio.ByteBuffer;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** What receives the body of one attempt's answer, as Reactor sees it. */
final class AnswerSubscriber implements CoreSubscriber<DataBuffer> {
    private final AnswerReceiver receiver;
    private final Context context;

    AnswerSubscriber(AnswerReceiver receiver, Context context) {
        this.receiver = receiver;
        this.context = context;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        receiver.onSubscribe(new FlowSubscription(subscription));
    }

    @Override
    public void onNext(DataBuffer buffer) {
        receiver.onNext(ByteBuffer.wrap(Buffers.takeBytes(buffer)));
    }

    @Override
    public void onError(Throwable error) {
        receiver.onError(error);
    }

    @Override
    public void onComplete() {
        receiver.onComplete();
    }
}
