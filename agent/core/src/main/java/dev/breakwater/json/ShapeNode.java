package dev.breakwater.json;

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
            if (same(name, bytes, from, to)) {
                return children[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    /** By hand: names are short, and what the JDK does for long arrays costs more than comparing them. */
    private static boolean same(byte[] name, byte[] bytes, int from, int to) {
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
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
