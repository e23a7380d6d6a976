package dev.breakwater.wall.soak;

/** Whose calls are soaked, by the names that the application knows. */
enum SoakedClient {
    JDK,
    OKHTTP,
    APACHE5,
    APACHE4;

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static SoakedClient named(String id) {
        for (SoakedClient client : values()) {
            if (client.id().equals(id)) {
                return client;
            }
        }
        throw new IllegalArgumentException("there is no client '" + id + "' here; see --help");
    }
}
