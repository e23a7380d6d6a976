package dev.breakwater.dialect.translation;

/** A request that cannot be said in another dialect; the message names what of it, as in "since it has ...". */
public final class UntranslatableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UntranslatableException(String what) {
        super(what, null, false, false);
    }
}
