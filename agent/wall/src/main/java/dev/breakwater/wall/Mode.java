package dev.breakwater.wall;

/** How an answer is asked for. */
enum Mode {
    STREAM,
    PLAIN;

    String label() {
        return this == STREAM ? "stream" : "plain";
    }
}
