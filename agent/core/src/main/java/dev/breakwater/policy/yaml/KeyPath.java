package dev.breakwater.policy.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands: {@code upstreams.openai.endpoints[1].url}.
 *
 * @param section the section that stands at this path, when one does: an unknown key may belong to an outer one
 */
record KeyPath(
        @Nullable KeyPath parent, String label, @Nullable Section section) {
    static final KeyPath ROOT = new KeyPath(null, "", null);

    KeyPath key(String name) {
        boolean plain = name.indexOf('.') < 0 && name.indexOf(' ') < 0 && !name.isEmpty();
        return new KeyPath(this, (parent == null ? "" : ".") + (plain ? name : "\"" + name + "\""), null);
    }

    KeyPath item(int index) {
        return new KeyPath(this, "[" + index + "]", null);
    }

    KeyPath in(Section atThisPath) {
        return new KeyPath(parent, label, atThisPath);
    }

    @Override
    public String toString() {
        return parent == null ? label : parent + label;
    }
}
