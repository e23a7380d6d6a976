package dev.breakwater.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in a shape: what its fields are called, and the number that it reports itself under. A hash table by the names' bytes, so
 * that no name of a document needs to become a string. Immutable once its shape is built.
 */
final class ShapeNode {
    private final int field;
    private final int mask;
    private final byte[] @Nullable [] names;
    private final @Nullable ShapeNode[] children;

    /** @param field below 0 when nothing is reported */
    ShapeNode(int field, int size) {
        this.field = field;
        // Half of it stays empty, so that a search ends soon.
        int slots = Math.max(2, Integer.highestOneBit(size) * 4);
        this.mask = slots - 1;
        this.names = new byte[slots][];
        this.children = new ShapeNode[slots];
    }

    void add(byte[] name, ShapeNode child) {
        int slot = slot(name, 0, name.length);
        while (names[slot] != null) {
            slot = (slot + 1) & mask;
        }
        names[slot] = name;
        children[slot] = child;
    }

    /** What stands under this name, which has no escapes in it; null for nothing. */
    @Nullable
    ShapeNode child(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        for (byte[] name = names[slot]; name != null; name = names[slot]) {
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return children[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    boolean reported() {
        return field >= 0;
    }

    int field() {
        return field;
    }

    private int slot(byte[] name, int from, int to) {
        return from == to ? 0 : ((to - from) * 31 + name[from] * 7 + name[to - 1]) & mask;
    }
}
