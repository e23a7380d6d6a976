package dev.breakwater.wall;

/** The wall cannot be run as asked; the message says why, to the person who asked. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
