package dev.breakwater.wall.soak;

import java.util.Locale;

/** Whose calls are soaked, by the names that the application knows. */
enum SoakedClient {
    JDK,
    OKHTTP,
    APACHE5,
    APACHE5_ASYNC,
    APACHE4,
    APACHE4_ASYNC,
    WEBCLIENT,
    AWS_ASYNC,
    URLCONNECTION;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
