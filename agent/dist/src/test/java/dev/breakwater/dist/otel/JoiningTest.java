package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallEngine;
import dev.breakwater.time.Ticker;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications with an OpenTelemetry of their own, of several versions, in class loaders of their own. */
final class JoiningTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final ClassLoader agent = JoiningTest.class.getClassLoader();
    private OtlpCollector collector;
    private boolean contextInUse = true;

    private final TelemetrySetup setup = new TelemetrySetup(
            Ticker.system(),
            warnings::add,
            loader -> contextInUse ? loadedByNow(loader) : new Class<?>[0],
            loader -> loader == agent || loader.getClass().getClassLoader() == agent);
    private final CallEngine engine = new Calls(setup.listener()).engine;

    /** What an Instrumentation would know; the test program has used contexts by the time that it is asked. */
    private static Class<?>[] loadedByNow(ClassLoader loader) {
        try {
            return new Class<?>[] {Class.forName("io.opentelemetry.context.LazyStorage", false, loader)};
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() throws Exception {
        collector = new OtlpCollector();
        System.setProperty("otel.exporter.otlp.endpoint", collector.endpoint());
        System.setProperty("otel.bsp.schedule.delay", "50");
        System.setProperty("otel.metrics.exporter", "none");
    }

    @AfterEach
    void restore() {
        collector.close();
        System.clearProperty("otel.exporter.otlp.endpoint");
        System.clearProperty("otel.bsp.schedule.delay");
        System.clearProperty("otel.metrics.exporter");
    }

    private static String field(List<String> exported, String name, int field) {
        return exported.stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + exported))
                .split(" ")[field];
    }

    @Test
    void what_the_application_has_registered_gets_the_spans_inside_its_own() throws Exception {
        try (URLClassLoader application = ApplicationSide.newest()) {
            List<String> exported = ApplicationSide.program(application).apply("registered", () -> Calls.make(engine));

            assertThat(exported).hasSize(3);
            assertThat(field(exported, "chat_gpt-4.1", 2)).isEqualTo(field(exported, "work", 1));
            assertThat(field(exported, "POST", 2)).isEqualTo(field(exported, "chat_gpt-4.1", 1));
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void so_does_the_oldest_version_that_can_be_joined() throws Exception {
        try (URLClassLoader application = ApplicationSide.oldest()) {
            BiFunction<String, Runnable, List<String>> program = ApplicationSide.program(application);

            List<String> exported = program.apply("registered", () -> Calls.make(engine));

            assertThat(exported).hasSize(3);
            assertThat(field(exported, "chat_gpt-4.1", 2)).isEqualTo(field(exported, "work", 1));
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void an_sdk_that_is_not_registered_still_gives_the_parent() throws Exception {
        try (URLClassLoader application = ApplicationSide.newest()) {
            List<String> nested = new ArrayList<>();

            List<String> exported = ApplicationSide.program(application)
                    .apply("unregistered", () -> Calls.make(engine, attempt -> nested.add(currentIn(application))));

            assertThat(exported).hasSize(1);
            List<Span> spans = collector.spans(got -> got.size() >= 2);
            assertThat(hex(spans.get(0).getParentSpanId()))
                    .isEqualTo(hex(spans.get(1).getSpanId()));
            assertThat(hex(spans.get(1).getParentSpanId())).isEqualTo(field(exported, "work", 1));
            assertThat(nested).as("our SDK is not there yet").containsExactly(field(exported, "work", 1));
        }
    }

    @Test
    void once_our_sdk_is_there_the_application_sees_the_attempt_as_its_current_span() throws Exception {
        try (URLClassLoader application = ApplicationSide.newest()) {
            BiFunction<String, Runnable, List<String>> program = ApplicationSide.program(application);
            program.apply("unregistered", () -> Calls.make(engine));
            collector.spans(got -> got.size() >= 2);
            List<String> nested = new ArrayList<>();

            program.apply("unregistered", () -> Calls.make(engine, attempt -> nested.add(currentIn(application))));

            List<Span> spans = collector.spans(got -> got.size() >= 4);
            assertThat(nested).containsExactly(hex(spans.get(2).getSpanId()));
        }
    }

    @Test
    void an_application_without_any_is_recorded_by_our_own() throws Exception {
        try (URLClassLoader application = ApplicationSide.none()) {
            assertThat(ApplicationOtel.of(application, loader -> new Class<?>[0]))
                    .isNull();
        }

        Calls.make(engine);

        List<Span> spans = collector.spans(got -> got.size() >= 2);
        assertThat(spans).allSatisfy(span -> assertThat(span.getName()).matches("POST|chat gpt-4.1"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void looking_registers_nothing_and_touches_no_context_that_is_not_in_use() throws Exception {
        contextInUse = false;
        try (URLClassLoader application = ApplicationSide.newest()) {
            Object program = ApplicationSide.program(application);
            Runnable work = () -> Calls.make(engine);

            // It would fail to register its own, had a look registered anything.
            Object exported =
                    program.getClass().getMethod("later", Runnable.class).invoke(program, work);

            assertThat(exported).isNotNull();
            assertThat(collector.spans(got -> got.size() >= 4)).hasSize(4);
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void an_application_that_is_thrown_away_is_not_held() throws Exception {
        List<WeakReference<ClassLoader>> thrownAway = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            thrownAway.add(deployAndThrowAway(i % 2 == 0 ? "registered" : "unregistered"));
        }
        collector.spans(got -> got.size() >= 2);

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (thrownAway.stream().anyMatch(loader -> loader.get() != null) && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(thrownAway).allSatisfy(loader -> assertThat(loader.get()).isNull());
    }

    private WeakReference<ClassLoader> deployAndThrowAway(String how) throws Exception {
        try (URLClassLoader application = ApplicationSide.newest()) {
            ApplicationSide.program(application).apply(how, () -> Calls.make(engine));
            return new WeakReference<>(application);
        }
    }

    @Test
    void applications_are_told_apart_even_on_threads_that_are_known() throws Exception {
        try (URLClassLoader one = ApplicationSide.newest();
                URLClassLoader other = ApplicationSide.newest()) {
            assertThat(exportedOnItsOwnThread(one)).hasSize(5);
            assertThat(exportedOnItsOwnThread(other)).hasSize(5);
        }
    }

    private List<String> exportedOnItsOwnThread(ClassLoader application) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return ApplicationSide.program(application).apply("registered", () -> {
                Calls.make(engine);
                // Now the thread is known, and no stack has to be searched.
                Calls.make(engine);
            });
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    @Test
    void an_adapters_own_application_is_taken_at_its_word() throws Exception {
        try (URLClassLoader application = ApplicationSide.newest()) {
            CallEngine own = engine.heardBy(setup.listener(application));
            Thread[] caller = new Thread[1];

            List<String> exported = ApplicationSide.program(application).apply("registered", () -> {
                caller[0] = new Thread(() -> Calls.make(own));
                caller[0].start();
                try {
                    caller[0].join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });

            assertThat(exported).hasSize(3);
        }
    }

    private static String currentIn(ClassLoader application) {
        try {
            return (String) application
                    .loadClass("dev.breakwater.dist.otel.app.Program")
                    .getMethod("currentSpanId")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
