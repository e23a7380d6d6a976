package dev.breakwater.wall;

/** An expectation that was not met; the message is the evidence. */
final class Miss extends RuntimeException {
    private static final long serialVersionUID = 1;

    Miss(String evidence) {
        super(evidence, null, false, false);
    }
}
