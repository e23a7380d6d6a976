package dev.breakwater.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ResultFileTest {

    @Test
    void what_one_process_writes_another_reads(@TempDir Path directory) {
        List<CallResult> calls = List.of(new CallResult("jdk", 7, null), new CallResult("jdk", 8, "reset"));
        RunResult run = new RunResult("Without", List.of(new ScenarioResult("silence", calls, 2, 0, 0)));
        ResultFile file = new ResultFile(JsonMapper.builder().build());

        file.write(run, directory.resolve("run.json"));

        assertThat(file.read(directory.resolve("run.json"))).isEqualTo(run);
    }
}
