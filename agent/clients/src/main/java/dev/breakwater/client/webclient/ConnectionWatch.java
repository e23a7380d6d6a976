package dev.breakwater.client.webclient;

/** Notices that an attempt's connection stands: no connector tells, but each takes up a body only when it can send it. */
final class ConnectionWatch {
    private volatile boolean stands;

    void stands() {
        stands = true;
    }

    boolean isStanding() {
        return stands;
    }
}
