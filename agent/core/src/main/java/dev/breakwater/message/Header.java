package dev.breakwater.message;

/** One header field. Names compare without regard to case, as HTTP has it. */
public record Header(String name, String value) {
    /** The name alone: a value may be a credential. */
    @Override
    public String toString() {
        return name + ": ***";
    }
}
