package dev.breakwater.testing;

/** One piece of an answer as it goes over the wire, and what it means to a reader. */
record StreamEvent(Kind kind, String wire) {

    enum Kind {
        /** Roles, ids, pings: before the answer proper. */
        OPENING,
        /** One token of content. */
        TOKEN,
        /** Finish reason and usage. */
        CLOSING,
        /** What says that nothing follows. */
        DONE
    }

    static StreamEvent opening(String wire) {
        return new StreamEvent(Kind.OPENING, wire);
    }

    static StreamEvent token(String wire) {
        return new StreamEvent(Kind.TOKEN, wire);
    }

    static StreamEvent closing(String wire) {
        return new StreamEvent(Kind.CLOSING, wire);
    }

    static StreamEvent done(String wire) {
        return new StreamEvent(Kind.DONE, wire);
    }
}
