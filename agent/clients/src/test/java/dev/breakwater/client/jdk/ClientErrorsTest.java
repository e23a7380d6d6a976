package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakwater.call.AttemptLimitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** As {@code HttpClient.send} makes a new exception of what its future has failed with. */
class ClientErrorsTest {

    @Test
    void a_body_that_comes_is_made_something_of() throws Exception {
        assertThat(ClientErrors.asThrown(CompletableFuture.completedFuture("body"), String::length)
                        .get())
                .isEqualTo(4);
    }

    @Test
    void an_io_exception_stays_one_with_the_same_message() {
        assertThatFailureOf(new java.io.EOFException("cut"), IOException.class);
    }

    @Test
    void what_send_may_throw_unchecked_stays_of_its_kind() {
        assertThatFailureOf(new IllegalArgumentException("no such charset"), IllegalArgumentException.class);
        assertThatFailureOf(new SecurityException("not this file"), SecurityException.class);
    }

    @Test
    void anything_else_is_an_io_exception() {
        assertThatFailureOf(new UncheckedIOException("no room", new IOException()), IOException.class);
    }

    @Test
    void a_limit_of_the_policys_is_told_as_it_is() {
        AttemptLimitException limit = new AttemptLimitException("no answer within 5 ms");

        assertThat(failureOf(limit)).isSameAs(limit);
    }

    private static void assertThatFailureOf(Exception failure, Class<?> kind) {
        assertThat(failureOf(failure))
                .isExactlyInstanceOf(kind)
                .hasMessage(failure.getMessage())
                .hasCause(failure);
    }

    private static Throwable failureOf(Exception failure) {
        CompletableFuture<Object> made = ClientErrors.asThrown(CompletableFuture.failedFuture(failure), body -> body);
        return catchThrowableOfType(ExecutionException.class, made::get).getCause();
    }
}
