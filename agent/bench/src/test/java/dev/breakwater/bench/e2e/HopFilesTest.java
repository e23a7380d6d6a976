package dev.breakwater.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever measures on a shared network must not open a proxy to it. */
class HopFilesTest {
    @Test
    void every_proxy_listens_on_loopback_only() {
        assertThat(listeners(HopFiles.haproxy(1234, 5678), "bind ")).containsExactly("127.0.0.1:1234");
        assertThat(listeners(HopFiles.nginx(Path.of("/tmp/x"), 1234, 5678), "listen "))
                .containsExactly("127.0.0.1:1234;");
        assertThat(HopFiles.LOOPBACK_ONLY).contains("host: '127.0.0.1'").doesNotContain("0.0.0.0");
    }

    @Test
    void every_proxy_may_try_again() {
        assertThat(HopFiles.haproxy(1, 5678)).contains("retry-on").contains("server two 127.0.0.1:5678");
        assertThat(HopFiles.nginx(Path.of("/tmp/x"), 1, 5678)).contains("non_idempotent");
        assertThat(HopFiles.portkeyHeader(5678)).contains("\"attempts\":2").contains("http://127.0.0.1:5678/v1");
    }

    private static List<String> listeners(String file, String directive) {
        return file.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(directive))
                .map(line -> line.substring(directive.length()))
                .toList();
    }
}
