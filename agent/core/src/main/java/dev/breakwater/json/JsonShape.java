package dev.breakwater.json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a document that somebody wants to know about, each under a number of their own. Everything else is skipped.
 *
 * <p>A path is field names joined by dots. Arrays are transparent: {@code choices.index} is the index of every element of
 * {@code choices}, or of the one object there. Immutable and thread-safe; made once and kept.
 */
public final class JsonShape {
    private static final int NONE = -1;

    final ShapeNode root;

    private JsonShape(ShapeNode root) {
        this.root = root;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects the paths. */
    public static final class Builder {
        private final Place root = new Place();

        private Builder() {}

        /**
         * Reports the values and objects at these paths as {@code field}.
         *
         * @param field 0 or more; several paths may share one
         */
        public Builder field(int field, String... paths) {
            for (String path : paths) {
                Place place = root;
                for (int from = 0; from <= path.length(); ) {
                    int dot = path.indexOf('.', from);
                    int to = dot < 0 ? path.length() : dot;
                    place = place.under(path.substring(from, to));
                    from = to + 1;
                }
                place.field = field;
            }
            return this;
        }

        public JsonShape build() {
            return new JsonShape(root.node());
        }
    }

    private static final class Place {
        private final Map<String, Place> places = new LinkedHashMap<>();
        private int field = NONE;

        Place under(String name) {
            Place place = places.get(name);
            if (place == null) {
                place = new Place();
                places.put(name, place);
            }
            return place;
        }

        ShapeNode node() {
            ShapeNode node = new ShapeNode(field, places.size());
            for (Map.Entry<String, Place> place : places.entrySet()) {
                node.add(
                        place.getKey().getBytes(StandardCharsets.UTF_8),
                        place.getValue().node());
            }
            return node;
        }
    }
}
