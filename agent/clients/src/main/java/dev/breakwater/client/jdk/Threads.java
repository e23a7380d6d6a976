package dev.breakwater.client.jdk;

import dev.breakwater.client.nonblocking.Pool;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where code runs that neither the caller's thread nor the client's may run: the application's own code in the application's
 * executor if its client has one.
 */
final class Threads {
    private static final Class<?> MAPPING =
            BodySubscribers.mapping(BodySubscribers.replacing(""), body -> body).getClass();
    private static final Class<?> BUFFERING =
            BodySubscribers.buffering(BodySubscribers.discarding(), 1).getClass();
    /** The JDK's own that neither wait nor call code of the application's, which might. */
    private static final Set<Class<?>> NEVER_WAITING = Set.of(
            BodySubscribers.ofByteArray().getClass(), // of a string, too
            BodySubscribers.ofInputStream().getClass(),
            BodySubscribers.ofPublisher().getClass(),
            BodySubscribers.discarding().getClass());

    /** Makes a new subscriber whenever asked, and that is all: only who reads from it knows of it. */
    private static final Class<?> INPUT_STREAM = BodyHandlers.ofInputStream().getClass();

    private final HttpClient client;

    Threads(HttpClient client) {
        this.client = client;
    }

    /** For code of the application that may block. */
    void execute(Runnable task) {
        try {
            client.executor().orElse(Pool::execute).execute(task);
        } catch (RejectedExecutionException shutDown) {
            Pool.execute(task);
        }
    }

    /** Whether the subscriber may be given its bytes on the thread of a caller that will read what the subscriber makes of them. */
    static boolean neverWaits(BodySubscriber<?> subscriber) {
        return NEVER_WAITING.contains(subscriber.getClass());
    }

    /** Whether nobody can tell that the handler has been asked for a subscriber which is then not used. */
    static boolean appliesUnseen(BodyHandler<?> handler) {
        return handler.getClass() == INPUT_STREAM;
    }

    /**
     * The application's body. A mapping of an input stream may read to its end in there, waiting for the very thread that we are
     * on; the JDK's client, too, calls those in its executor.
     */
    <T> CompletionStage<T> bodyOf(BodySubscriber<T> subscriber) {
        Class<?> type = subscriber.getClass();
        if (type != MAPPING && type != BUFFERING) {
            return subscriber.getBody();
        }
        CompletableFuture<T> body = new CompletableFuture<>();
        execute(() -> {
            try {
                subscriber.getBody().whenComplete((value, error) -> complete(body, value, error));
            } catch (RuntimeException | Error e) {
                body.completeExceptionally(e);
            }
        });
        return body;
    }

    static <T> void complete(
            CompletableFuture<? super T> future, T value, @org.jspecify.annotations.Nullable Throwable error) {
        if (error == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(error);
        }
    }
}
