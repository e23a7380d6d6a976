package dev.breakwater.sample.demo;

import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Carries one run's results over to the next process. */
final class ResultFile {

    private final JsonMapper json;

    ResultFile(JsonMapper json) {
        this.json = json;
    }

    void write(RunResult result, Path file) {
        json.writeValue(file, result);
    }

    RunResult read(Path file) {
        return json.readValue(file, RunResult.class);
    }
}
