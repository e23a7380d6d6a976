package dev.breakwater.json;

import java.util.Arrays;

/**
 * The beginning of a token whose end has not come yet: a number or a word whole, of a string only what is asked for, and of a long
 * one no more than its beginning. Used by one thread at a time.
 */
final class CutToken {
    /** Longer than anything that is asked for by its words. */
    private static final int MAX_STRING = 4096;

    /** More digits than any number of use has. */
    private static final int MAX_ATOM = 1000;

    private static final int USUAL = 64;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;
    private boolean present;
    private boolean atom;
    private boolean name;
    private boolean wanted;

    /** A string has been cut; {@code from} is behind its opening quote. */
    void string(boolean isName, boolean isWanted, byte[] in, int from, int to) {
        begin(false);
        name = isName;
        wanted = isWanted;
        add(in, from, to);
    }

    /** A number or a word has been cut. @return false when it cannot become one, or is too long */
    boolean atom(byte[] in, int from, int to) {
        begin(true);
        return add(in, from, to);
    }

    private void begin(boolean isAtom) {
        present = true;
        atom = isAtom;
        length = 0;
    }

    /** Adds what is to be kept. @return false when not all of it is, though it should be */
    boolean add(byte[] in, int from, int to) {
        int room = (atom ? MAX_ATOM : MAX_STRING) - length;
        int added = atom || wanted ? Math.min(room, to - from) : 0;
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(USUAL, (length + added) * 2));
        }
        System.arraycopy(in, from, bytes, length, added);
        length += added;
        return !atom || (added == to - from && JsonAtom.begins(bytes, 0, length));
    }

    boolean present() {
        return present;
    }

    boolean isAtom() {
        return atom;
    }

    boolean isName() {
        return name;
    }

    /** What is kept, up to {@link #length}; nothing is cut any more. Valid until the next token is. */
    byte[] take() {
        present = false;
        return bytes;
    }

    int length() {
        return length;
    }
}
