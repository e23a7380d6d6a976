package dev.breakwater.wall.soak.app;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a caller waits for a client that does not block: not for ever, so that a call that nobody ends is one that failed. */
final class Waiting {
    static final long PATIENCE_SECONDS = 120;

    private Waiting() {}

    static <T> T on(Future<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("nobody has ended the call", e);
        }
    }
}
