package dev.breakwater.client.jdk;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Receives an answer for which no thread waits: whatever has to be done is done by the thread that brings it. */
record AsyncSubscriber(ReceivedAnswer<?> answer) implements BodySubscriber<Object> {

    @Override
    public CompletionStage<Object> getBody() {
        return answer.body();
    }

    @Override
    public void onSubscribe(Subscription opened) {
        if (answer.opened(opened)) {
            answer.watch();
            opened.request(1);
        } else {
            answer.settle();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        answer.next(buffers, false);
    }

    @Override
    public void onError(Throwable error) {
        answer.onError(error);
    }

    @Override
    public void onComplete() {
        answer.onComplete();
    }
}
