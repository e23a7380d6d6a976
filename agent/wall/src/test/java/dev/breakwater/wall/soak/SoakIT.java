package dev.breakwater.wall.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The soak's quick form: enough calls to see a leak of one thing a call. The full one is {@code ./agent/wall/soak}. */
@Execution(ExecutionMode.CONCURRENT)
class SoakIT {
    private static final int CALLS = 1_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    @Timeout(180)
    void every_call_is_answered_and_nothing_grows(SoakedClient client) throws Exception {
        Path jar = Path.of(System.getProperty("breakwater.jar"));
        Soak soak = new Soak(Path.of(System.getProperty("java.home")), jar, directory, line -> {});

        Soak.Result result = soak.run(client, CALLS);

        assertThat(result.passed()).as(result.toString()).isTrue();
    }
}
