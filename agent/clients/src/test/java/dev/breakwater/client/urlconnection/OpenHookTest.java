package dev.breakwater.client.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.CallEngine;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK's insides are looked for when they are needed, and a JDK that has others keeps its own connections. */
class OpenHookTest {
    private final UrlWorld world = new UrlWorld();
    private final CallEngine engine = world.world.governed(draft -> {});
    private final AtomicInteger searches = new AtomicInteger();
    private final List<String> warnings = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothing_is_looked_for_before_a_connection_is_governed() throws MalformedURLException {
        OpenHook hook = hook(Insides::new);

        assertThat(opened(hook, world.world.a.origin() + "/elsewhere")).isNull();
        assertThat(searches).hasValue(0);
        assertThat(opened(hook, world.world.a.baseUrl() + "/models")).isInstanceOf(GovernedConnection.class);
        assertThat(opened(hook, world.world.a.baseUrl() + "/models")).isInstanceOf(GovernedConnection.class);
        assertThat(searches).hasValue(1);
    }

    @Test
    void without_what_is_needed_the_connection_stays_the_jdks() throws MalformedURLException {
        OpenHook hook = hook(() -> {
            throw new NoSuchFieldException("http");
        });

        assertThat(opened(hook, world.world.a.baseUrl() + "/models")).isNull();
        assertThat(opened(hook, world.world.a.baseUrl() + "/models")).isNull();
        assertThat(searches).hasValue(1);
        assertThat(warnings)
                .containsExactly(
                        "HttpURLConnection is not supported here, its calls are left untouched: this JDK has others inside:"
                                + " java.lang.NoSuchFieldException: http");
    }

    private OpenHook hook(Callable<Insides> finding) {
        return new OpenHook(
                engine,
                () -> {
                    searches.incrementAndGet();
                    return finding.call();
                },
                warnings::add);
    }

    private Object opened(OpenHook hook, String url) throws MalformedURLException {
        return hook.apply(new Object[] {new HookedUrls(engine), new URL(url), null});
    }
}
