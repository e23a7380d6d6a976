package dev.breakwater.call;

/** Why the agent answered by itself; the value of {@code x-breakwater-reason}. */
public enum Reason {
    CIRCUIT_OPEN("circuit-open"),
    RATE_LIMITED("rate-limit"),
    NOT_SERVED("model-not-served"),
    /** A provider's answer, said in the application's dialect. */
    TRANSLATED("translated"),
    /** An earlier real answer of the provider, kept while later attempts brought none. */
    KEPT_ANSWER("kept-answer"),
    /** The same call failed moments ago after every attempt, and its SDK repeats it. */
    REPEATED("repeated");

    private final String token;

    Reason(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }
}
