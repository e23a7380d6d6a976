package dev.breakwater.wall;

import dev.breakwater.testing.FaultProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The two providers of one cell, and the keys that each of them may see. */
final class Origins implements AutoCloseable {
    static final String PRIMARY = "primary";
    static final String FALLBACK = "fallback";
    private static final String APPLICATION_KEYS = "sk-application-";
    private static final String POOLED_KEYS = "sk-pooled-";
    private static final String FALLBACK_KEYS = "sk-second-vendor-";

    private final String cell;
    private final KeyStoreFile certificate;
    private final FaultProvider primary = FaultProvider.start().named(PRIMARY);
    private final FaultProvider fallback = FaultProvider.start().named(FALLBACK);

    private @Nullable GoAwayServer goingAway;

    Origins(String cell, KeyStoreFile certificate) {
        this.cell = cell;
        this.certificate = certificate;
    }

    /** Where the application is sent. */
    String primaryOrigin() {
        return goingAway == null ? primary.origin() : goingAway.origin();
    }

    /** Puts a server in the primary's place that speaks HTTP/2 and is being shut down. */
    void goAway() {
        goingAway = GoAwayServer.start(certificate.serverContext());
    }

    /** How many requests arrived at that server. */
    int sentAway() {
        return goingAway == null ? 0 : goingAway.requests();
    }

    FaultProvider primary() {
        return primary;
    }

    FaultProvider fallback() {
        return fallback;
    }

    /** Both say the same words: what a restarted answer needs to join up with what was read of the first. */
    void sayTheSame() {
        List<String> tokens = new ArrayList<>(List.of("either", " wall-1"));
        IntStream.rangeClosed(3, Answers.TOKENS).forEach(n -> tokens.add(" t" + n));
        primary.saying(tokens.toArray(String[]::new));
        fallback.saying(tokens.toArray(String[]::new));
    }

    String applicationKey() {
        return APPLICATION_KEYS + cell;
    }

    String pooledKey(int number) {
        return POOLED_KEYS + number + '-' + cell;
    }

    String fallbackKey() {
        return FALLBACK_KEYS + cell;
    }

    /** What must never be seen at the primary: the second vendor's keys, of this cell or any other. */
    static List<String> strangersToPrimary() {
        return List.of(FALLBACK_KEYS);
    }

    /** What must never be seen at the fallback. */
    static List<String> strangersToFallback() {
        return List.of(APPLICATION_KEYS, POOLED_KEYS);
    }

    @Override
    public void close() {
        primary.close();
        fallback.close();
        if (goingAway != null) {
            goingAway.close();
        }
    }
}
