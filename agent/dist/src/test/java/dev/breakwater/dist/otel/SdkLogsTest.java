package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.dist.otel.app.Program;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application's log is the application's. */
final class SdkLogsTest {
    private static final String COMPLAINS = "io.opentelemetry.sdk.trace.export.BatchSpanProcessorBuilder";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line.getLoggerName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void our_copy_of_opentelemetry_is_silenced_and_the_applications_is_not() throws Exception {
        Program.complain();
        SdkLogs.quieten();
        log.clear();

        Program.complain();
        assertThat(log).as("ours").isEmpty();

        try (URLClassLoader application = ApplicationSide.newest()) {
            application.loadClass(Program.class.getName()).getMethod("complain").invoke(null);
        }
        assertThat(log).containsExactly(COMPLAINS);
    }

    @Test
    void a_filter_that_somebody_has_set_still_holds() {
        Logger logger = Logger.getLogger("io.opentelemetry.filtered");
        logger.setFilter(line -> line.getMessage().equals("let through"));
        SdkLogs.quieten();

        logger.warning("let through");
        logger.warning("not this one");

        assertThat(log).containsExactly("io.opentelemetry.filtered");
    }
}
