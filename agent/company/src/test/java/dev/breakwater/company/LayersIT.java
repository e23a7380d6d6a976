package dev.breakwater.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testing.Fault;
import dev.breakwater.testing.FaultProvider;
import dev.breakwater.testing.Hit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Through whatever layers a call comes, it is governed exactly once: the servers count what is sent. One JVM a layer, every SDK's
 * own retries as they come, most of whose time is spent in pauses: so some layers at a time; a question of its own for each scene, since the agent recognises what an SDK repeats.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class LayersIT {
    private static final String APPLICATIONS_KEY = "sk-application";
    private static final String FALLBACKS_KEY = "sk-fallback";
    private static final int MAX_ATTEMPTS = 4;
    private static final Map<String, List<String>> TABLE = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    private final FaultProvider primary = FaultProvider.start().named("primary");
    private final FaultProvider fallback = FaultProvider.start().named("fallback");

    static List<Layer> layers() {
        return Layer.all().toList();
    }

    @AfterEach
    void close() {
        primary.close();
        fallback.close();
    }

    @AfterAll
    static void print_what_was_shown() {
        System.out.println("\nLayer | version | transport | what was shown");
        Layer.all()
                .flatMap(layer -> TABLE.getOrDefault(layer.title(), List.of()).stream())
                .forEach(System.out::println);
        System.out.println();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void every_call_is_governed_exactly_once(Layer layer) throws Exception {
        Map<Layer.Way, String> shown = new LinkedHashMap<>();
        layer.ways().forEach(way -> shown.put(way, "FAILED"));
        try (LayerJvm application = new LayerJvm(layer, directory, policy(layer), primary.origin() + layer.given())) {
            for (Layer.Way way : layer.ways()) {
                shown.put(way, layer.api().signed ? signed(application, way) : keyed(application, way));
            }
            assertThat(application.complaints()).noneMatch(line -> line.contains("without the agent"));
        } finally {
            TABLE.put(layer.title(), rows(layer, shown));
        }
    }

    private static List<String> rows(Layer layer, Map<Layer.Way, String> shown) {
        return shown.entrySet().stream()
                .map(row -> String.join(
                        " | ",
                        layer.title() + " (" + row.getKey().name() + ")",
                        layer.version(),
                        row.getKey().transport(),
                        row.getValue() + layer.remark()))
                .toList();
    }

    /** A layer whose requests carry a key, which another endpoint's replaces. */
    private String keyed(LayerJvm application, Layer.Way way) {
        String healthyAndOnce = sameProvider(application, way);

        reset();
        primary.byDefault(Fault.unavailable503());
        assertThat(application.ask(way.name(), "503 for ever " + way.name()))
                .startsWith("OK")
                .contains("fallback");
        assertThat(primary.hits()).hasSize(2).extracting(Hit::key).containsOnly(APPLICATIONS_KEY);
        assertThat(fallback.hits()).extracting(Hit::key).containsExactly(FALLBACKS_KEY);
        assertThat(fallback.hits().toString() + fallback.lastHit().headers()).doesNotContain(APPLICATIONS_KEY);
        String lasting = primary.hitCount() + "+" + fallback.hitCount();

        return healthyAndOnce + ", 503 for ever " + lasting + " with the fallback's key, " + allDown(application, way);
    }

    /** A layer that signs: what it sends may be sent again as it is, and nowhere else. */
    private String signed(LayerJvm application, Layer.Way way) {
        String healthyAndOnce = sameProvider(application, way);
        Hit first = primary.hits().get(0);
        Hit again = primary.hits().get(1);
        assertThat(first.header("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
        assertThat(again.headers()).isEqualTo(first.headers()).containsKeys("X-Amz-Date", "amz-sdk-invocation-id");
        assertThat(again.path()).isEqualTo(first.path());
        assertThat(again.body()).isNotEmpty().isEqualTo(first.body());

        String lasting = allDown(application, way);
        assertThat(fallback.hitCount()).isZero();
        assertThat(primary.hits())
                .extracting(hit -> hit.header("Authorization"))
                .containsOnly(primary.lastHit().header("Authorization"));

        return healthyAndOnce + " of one signature, " + lasting + ", none at the fallback";
    }

    private String sameProvider(LayerJvm application, Layer.Way way) {
        reset();
        assertThat(application.ask(way.name(), "healthy " + way.name()))
                .startsWith("OK")
                .contains("primary");
        assertThat(primary.hitCount()).isEqualTo(1);
        assertThat(fallback.hitCount()).isZero();

        reset();
        primary.answer(Fault.unavailable503());
        assertThat(application.ask(way.name(), "503 once " + way.name()))
                .startsWith("OK")
                .contains("primary");
        assertThat(primary.hitCount()).isEqualTo(2);
        assertThat(fallback.hitCount()).isZero();
        return "healthy 1 send, 503 once 2";
    }

    private String allDown(LayerJvm application, Layer.Way way) {
        if (!way.alsoWhenAllIsDown()) {
            return "all down not asked";
        }
        reset();
        primary.byDefault(Fault.unavailable503());
        fallback.byDefault(Fault.unavailable503());
        assertThat(application.ask(way.name(), "all down " + way.name())).startsWith("FAILED");
        assertThat(primary.hitCount() + fallback.hitCount()).isEqualTo(MAX_ATTEMPTS);
        return "all down " + MAX_ATTEMPTS;
    }

    private void reset() {
        primary.reset();
        fallback.reset();
    }

    /** The circuit stays closed and the budget full, so that each scene begins as the first one did. */
    private String policy(Layer layer) {
        return """
                upstreams:
                  provider:
                    dialect: %s
                    base-url: %s
                    endpoints:
                      - url: %2$s
                      - url: %s
                        key: %s
                    circuit-breaker: {minimum-number-of-calls: 1000, sliding-window-size: 1000}
                    retry: {max-attempts: %d, attempts-per-endpoint: %d, backoff: {initial: 50ms}, budget: {ratio: 100%%, min-per-second: 100}}
                """.formatted(
                        layer.api().name().toLowerCase(Locale.ROOT),
                        primary.origin() + layer.api().path,
                        fallback.origin() + layer.api().path,
                        FALLBACKS_KEY,
                        MAX_ATTEMPTS,
                        layer.api().signed ? MAX_ATTEMPTS : 2);
    }
}
