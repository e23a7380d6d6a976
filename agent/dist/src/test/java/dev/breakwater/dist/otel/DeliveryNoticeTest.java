package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.time.ManualTicker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryNoticeTest {

    @Test
    void says_it_once_and_again_after_ten_minutes() {
        ManualTicker ticker = new ManualTicker();
        List<String> lines = new ArrayList<>();
        DeliveryNotice notice = new DeliveryNotice(ticker, lines::add);
        URI collector = URI.create("http://user:secret@collector:4318/v1/traces?key=secret");

        for (int minute = 0; minute < 21; minute++) {
            notice.failed(collector, "ConnectException");
            notice.failed(collector, "ConnectException");
            ticker.advance(Duration.ofMinutes(1));
        }

        assertThat(lines)
                .hasSize(3)
                .containsOnly("telemetry cannot be delivered to http://collector:4318 (ConnectException); calls are not"
                        + " affected");
        assertThat(notice.failing()).isTrue();
        notice.delivered();
        assertThat(notice.failing()).isFalse();
    }
}
