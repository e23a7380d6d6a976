package dev.breakwater.client.jdk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;

/** Hands out items in memory on demand, then completes. Safe for concurrent and for recursive demand. */
final class BufferSubscription<T> implements Flow.Subscription {
    private final Deque<T> items;
    private final Flow.Subscriber<? super T> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private long demand;
    private boolean emitting;
    private boolean over;
    private boolean illegal;

    BufferSubscription(List<T> items, Flow.Subscriber<? super T> subscriber) {
        this.items = new ArrayDeque<>(items);
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        lock.lock();
        try {
            illegal |= n <= 0;
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            if (emitting) {
                return;
            }
            emitting = true;
        } finally {
            lock.unlock();
        }
        emit();
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    private void emit() {
        while (true) {
            T item;
            lock.lock();
            try {
                if (over || (demand <= 0 && !illegal && !items.isEmpty())) {
                    emitting = false;
                    return;
                }
                item = items.poll();
                demand--;
                over = item == null || illegal;
            } finally {
                lock.unlock();
            }
            if (illegal) {
                subscriber.onError(new IllegalArgumentException("a demand must be more than 0"));
            } else if (item != null) {
                subscriber.onNext(item);
            } else {
                subscriber.onComplete();
            }
        }
    }
}
