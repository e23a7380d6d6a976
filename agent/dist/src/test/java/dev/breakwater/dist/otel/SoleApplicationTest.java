package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.telemetry.TelemetryOptions;
import dev.breakwater.time.Ticker;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** When a thread's context loader may stand for the search of its stack. */
class SoleApplicationTest {
    private final ClassLoader one = new URLClassLoader(new URL[0]);
    private final ClassLoader other = new URLClassLoader(new URL[0]);
    private final ApplicationTelemetry telemetry = telemetry();
    private final SoleApplication sole = new SoleApplication();

    @Test
    void nobody_is_known_before_the_first_call() {
        assertThat(sole.of(one)).isNull();
        assertThat(sole.of(null)).isNull();
    }

    @Test
    void who_called_on_a_thread_of_its_own_is_known_there_and_nowhere_else() {
        sole.called(one, one, telemetry);

        assertThat(sole.of(one)).isSameAs(telemetry);
        assertThat(sole.of(other)).isNull();
        assertThat(sole.of(null)).isNull();
    }

    @Test
    void a_thread_of_somebody_else_tells_nothing() {
        sole.called(one, other, telemetry);

        assertThat(sole.of(one)).isNull();
        assertThat(sole.of(other)).isNull();
    }

    @Test
    void it_is_known_once_a_thread_of_its_own_has_come() {
        sole.called(one, other, telemetry);
        sole.called(one, one, telemetry);

        assertThat(sole.of(one)).isSameAs(telemetry);
        assertThat(sole.of(other)).isNull();
    }

    @Test
    void with_a_second_application_nobody_is_known_any_more() {
        sole.called(one, one, telemetry);
        sole.called(other, one, telemetry());

        assertThat(sole.of(one)).isNull();
        sole.called(one, one, telemetry);
        assertThat(sole.of(one)).isNull();
    }

    private static ApplicationTelemetry telemetry() {
        Ticker still = Ticker.system();
        return new ApplicationTelemetry(
                null, new OwnSdk(still, line -> {}), TelemetryOptions.of(true, null), still, line -> {});
    }
}
