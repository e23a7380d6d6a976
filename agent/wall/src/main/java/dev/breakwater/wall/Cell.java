package dev.breakwater.wall;

import dev.breakwater.wall.app.Task;

/** One fault, one client, one way of asking: what gets one verdict. */
record Cell(Trial trial, Client client, Mode mode, Origins origins) {

    static Cell of(Trial trial, Client client, Mode mode, KeyStoreFile certificate) {
        Origins origins = new Origins(id(trial, client, mode), certificate);
        trial.fault().accept(origins);
        return new Cell(trial, client, mode, origins);
    }

    String id() {
        return id(trial, client, mode);
    }

    String baseUrl() {
        return origins.primaryOrigin() + client.basePath();
    }

    Task task() {
        return new Task(
                id(),
                mode == Mode.STREAM,
                baseUrl(),
                origins.applicationKey(),
                trial.calls(),
                trial.every().toMillis());
    }

    /** This cell's upstream in a policy file. */
    String policy() {
        String primary = trial.primaryKeys().apply(origins);
        return """
                  %s:
                    base-url: %s
                    dialect: %s
                    endpoints:
                      - {name: primary, url: "%s", priority: 1, context-window: 128000%s}
                      - {name: fallback, url: "%s", priority: 2, context-window: 1000000, key: %s, %s}
                    timeouts: {first-token: 3s, idle: 2s, answer: 4s}
                    retry: {max-attempts: 4, patience: 3s}
                    stream: {recovery: continue}
                    %s
                """.formatted(
                        id(),
                        baseUrl(),
                        client.dialect(),
                        baseUrl(),
                        primary.isEmpty() ? "" : ", " + primary,
                        origins.fallback().origin() + client.basePath(),
                        origins.fallbackKey(),
                        trial.fallbackKeys(),
                        trial.upstreamKeys());
    }

    private static String id(Trial trial, Client client, Mode mode) {
        return client.sdk() + '-' + mode.label() + '-' + trial.id();
    }
}
