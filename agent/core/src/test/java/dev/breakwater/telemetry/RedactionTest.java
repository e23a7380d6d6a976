package dev.breakwater.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.message.Url;
import org.junit.jupiter.api.Test;

/** Every secret of the rig has "secret" in it: none may be in anything that is exported. */
final class RedactionTest {
    private final Recorder recorder = new Recorder();

    @Test
    void no_key_no_query_value_and_no_prompt_is_exported() {
        Rig rig = new Rig(recorder.ticker, recorder.listener(), TestPolicies.failover());

        rig.call(Rig.chat(false), Script.refuses(401), Script.answers());
        rig.call(Rig.chat(true), Script.breaks(), Script.breaks(), Script.streams(false));
        rig.call(Rig.chat(false), Script.refuses(400));

        assertThat(recorder.attempts())
                .extracting(span -> span.getAttributes().get(Names.URL_FULL))
                .anySatisfy(url -> assertThat(url)
                        .startsWith("https://acme.openai.azure.com/openai/deployments/gpt-41-eu/chat/completions?")
                        .contains("api-version=2024-10-21", "sig=REDACTED"));
        assertThat(recorder.spans.getFinishedSpanItems().toString()).doesNotContain("secret");
        assertThat(recorder.metrics().toString()).doesNotContain("secret");
        assertThat(recorder.warnings).isEmpty();
    }

    @Test
    void keys_from_a_pool_are_named_and_never_shown() {
        Rig rig = new Rig(recorder.ticker, recorder.listener(), TestPolicies.keys());

        rig.call(Rig.chat(false), Script.refuses(401), Script.answers());

        assertThat(recorder.ofAttempts(Names.KEY)).containsExactly("env:ONE", "env:TWO");
        assertThat(recorder.spans.getFinishedSpanItems().toString()).doesNotContain("secret");
        assertThat(recorder.metrics().toString()).doesNotContain("secret");
    }

    @Test
    void only_what_says_nothing_stays_readable_in_a_query() {
        assertThat(shown("api-version=1&alt=sse")).endsWith("/p?api-version=1&alt=sse");
        assertThat(shown("X-Amz-Signature=abc&key=k")).endsWith("/p?X-Amz-Signature=REDACTED&key=REDACTED");
        assertThat(shown("bare&&a=b=c&")).endsWith("/p?REDACTED&&a=REDACTED&");
        assertThat(shown("")).endsWith("/p");
        assertThat(PublicUrl.of(Url.parse("https://user:pw@host/p"))).isEqualTo("https://host/p");
    }

    private static String shown(String query) {
        return PublicUrl.of(new Url("https", "host", 443, "/p", query));
    }
}
