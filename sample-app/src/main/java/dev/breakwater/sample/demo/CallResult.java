package dev.breakwater.sample.demo;

import org.jspecify.annotations.Nullable;

/**
 * What became of one question.
 *
 * @param via the client that asked
 * @param failure why there was no whole answer; null when there was one
 */
record CallResult(String via, long millis, @Nullable String failure) {

    boolean answered() {
        return failure == null;
    }
}
