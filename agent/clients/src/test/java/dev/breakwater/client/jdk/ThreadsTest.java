package dev.breakwater.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void the_jdks_own_input_stream_may_be_made_for_an_answer_that_is_dropped() {
        assertThat(Threads.appliesUnseen(BodyHandlers.ofInputStream())).isTrue();
    }

    @Test
    void no_other_handler_is_asked_before_the_answer_is_the_applications() {
        BodyHandler<InputStream> applications = info -> BodySubscribers.ofInputStream();
        List<BodyHandler<?>> handlers = List.of(
                applications,
                BodyHandlers.ofString(),
                BodyHandlers.ofLines(),
                BodyHandlers.ofPublisher(),
                BodyHandlers.discarding(),
                BodyHandlers.buffering(BodyHandlers.ofInputStream(), 64),
                BodyHandlers.ofFile(Path.of("answer")));

        assertThat(handlers).noneMatch(Threads::appliesUnseen);
    }
}
