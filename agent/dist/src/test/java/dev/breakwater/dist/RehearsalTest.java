package dev.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.call.Call;
import dev.breakwater.call.CallEngine;
import dev.breakwater.call.CallListener;
import dev.breakwater.call.CallObserver;
import dev.breakwater.call.Caller;
import dev.breakwater.call.Decision;
import dev.breakwater.call.Upstream;
import dev.breakwater.dialect.Dialects;
import dev.breakwater.message.Body;
import dev.breakwater.message.Headers;
import dev.breakwater.message.Request;
import dev.breakwater.message.Url;
import dev.breakwater.policy.yaml.PolicyReader;
import dev.breakwater.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RehearsalTest {
    private final List<String> heard = new ArrayList<>();
    private final CallEngine engine = new CallEngine(Ticker.system(), () -> 0, new Heard(), Dialects::named);

    @TempDir
    private Path directory;

    @BeforeEach
    void allow_one_call_a_minute() throws Exception {
        apply("upstreams:\n" + upstream("one") + "    rate-limit:\n      requests-per-minute: 1\n");
    }

    private void apply(String policy) throws Exception {
        Path file = Files.writeString(directory.resolve("breakwater.yaml"), policy);
        engine.apply(PolicyReader.ofEnvironment().read(file).policy());
    }

    private static String upstream(String name) {
        return "  " + name + ":\n    base-url: http://127.0.0.1:9/" + name + "\n    dialect: openai\n";
    }

    @Test
    void it_is_played_with_an_upstream_that_the_policy_governs_and_not_with_one_that_it_observes() throws Exception {
        Rehearsal rehearsal = new Rehearsal(engine);
        String observed = "upstreams:\n" + upstream("seen") + "    mode: observe\n";

        apply(observed + upstream("governed"));
        assertThat(rehearsal.firstGoverned()).extracting(Upstream::name).isEqualTo("governed");

        apply(observed);
        assertThat(rehearsal.firstGoverned()).isNull();
    }

    @Test
    void the_call_is_played_to_its_end() {
        Decision last = new Rehearsal(engine).call(engine.upstreams().get(0).policy());

        assertThat(last).isInstanceOf(Decision.Deliver.class);
    }

    @Test
    void it_is_told_to_nobody_and_takes_nothing_from_the_limits() {
        Rehearsal rehearsal = new Rehearsal(engine);
        for (int i = 0; i < 3; i++) {
            rehearsal.call(engine.upstreams().get(0).policy());
        }

        assertThat(heard).isEmpty();
        Request request = new Request(
                "POST",
                Url.parse("http://127.0.0.1:9/one/chat/completions"),
                Headers.NONE,
                Body.of("{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8)));
        Call real = engine.open(engine.upstreams().get(0), request, new Caller(Caller.NO_DEADLINE, 1));
        assertThat(real.start(engine.ticker().nanos())).isInstanceOf(Decision.Send.class);
        assertThat(heard).containsExactly("call");
    }

    private final class Heard implements CallListener {
        @Override
        public CallObserver started(Call call, long nowNanos) {
            heard.add("call");
            return CallObserver.NONE;
        }

        @Override
        public void breakerChanged(String upstream, String endpoint, String model, String from, String to) {
            heard.add("breaker");
        }
    }
}
