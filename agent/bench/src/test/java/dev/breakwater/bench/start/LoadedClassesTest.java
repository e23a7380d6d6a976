package dev.breakwater.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
    private static final List<String> LOG = List.of(
            "[1000000ns] java.lang.Object source: shared objects file",
            "[2000000ns] app.Main$Before source: file:/app/",
            "[3000000ns] okhttp3.Call source: file:/okhttp.jar",
            "something else altogether",
            "[5000000ns] dev.breakwater.call.Call source: __ClassLoader::defineClass__",
            "[5500000ns] dev.breakwater.call.Signal source: __ClassLoader::defineClass__",
            "[9000000ns] com.fasterxml.jackson.core.JsonParser source: x",
            "[9100000ns] app.Main$After source: file:/app/",
            "[9900000ns] java.lang.Shutdown source: shared objects file");

    @Test
    void the_time_up_to_a_class_counts_for_its_library() {
        assertThat(LoadedClasses.between(LOG, "app.Main$Before", "app.Main$After"))
                .containsOnlyKeys("JDK and client", "the agent's own", "Jackson")
                .containsEntry("JDK and client", new LoadedClasses.Share(1, 1))
                .containsEntry("the agent's own", new LoadedClasses.Share(2.5, 2))
                .containsEntry("Jackson", new LoadedClasses.Share(3.5, 1));
    }

    @Test
    void a_log_without_its_marks_is_no_measurement() {
        assertThatThrownBy(() -> LoadedClasses.between(LOG, "app.Main$Before", "app.Main$Later"))
                .hasMessageContaining("app.Main$Later");
        assertThatThrownBy(() -> LoadedClasses.between(LOG, "app.Main$Earlier", "app.Main$After"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_harness_itself_is_not_the_agent() {
        assertThat(LoadedClasses.library("dev.breakwater.bench.app.Worker")).isEqualTo("the application");
    }
}
