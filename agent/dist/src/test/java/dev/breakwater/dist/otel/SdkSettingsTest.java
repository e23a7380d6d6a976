package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdkSettingsTest {
    private static Map<String, String> overrides(Map<String, String> given) {
        return new SdkSettings(null, line -> {}).overrides(DefaultConfigProperties.createFromMap(given));
    }

    @Test
    void spans_go_out_in_large_batches() {
        assertThat(overrides(Map.of()))
                .containsEntry("otel.bsp.max.export.batch.size", "2048")
                .containsEntry("otel.bsp.max.queue.size", "4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel.bsp.max.export.batch.size", "otel.bsp.max.queue.size"})
    void but_not_where_somebody_says_how_large(String said) {
        assertThat(overrides(Map.of(said, "700")))
                .doesNotContainKeys("otel.bsp.max.export.batch.size", "otel.bsp.max.queue.size");
    }
}
