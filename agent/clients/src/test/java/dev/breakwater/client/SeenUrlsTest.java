package dev.breakwater.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.message.Url;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SeenUrlsTest {
    private final SeenUrls<URI> urls = new SeenUrls<>(Url::of);

    @Test
    void a_url_that_has_been_seen_is_known_again() {
        Url first = urls.of(URI.create("http://a.example/v1/chat/completions"));
        assertThat(urls.of(URI.create("http://a.example/v1/chat/completions"))).isSameAs(first);
        assertThat(first).isEqualTo(Url.parse("http://a.example/v1/chat/completions"));
    }

    @Test
    void urls_that_share_a_place_are_told_apart() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                String text = "http://host-" + (100 + i) + ".example:" + (8000 + i) + "/v1/chat/completions";
                assertThat(urls.of(URI.create(text))).isEqualTo(Url.parse(text));
            }
        }
    }

    @Test
    void nothing_is_kept_of_queries_and_user_names() {
        for (String secret : new String[] {"http://a.example/v1?key=secret", "http://user:secret@a.example/v1"}) {
            assertThat(urls.of(URI.create(secret)))
                    .isNotSameAs(urls.of(URI.create(secret)))
                    .isEqualTo(urls.of(URI.create(secret)));
        }
    }

    @Test
    void what_cannot_be_read_is_not_kept() {
        URI relative = URI.create("/v1/chat/completions");
        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> urls.of(relative)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
