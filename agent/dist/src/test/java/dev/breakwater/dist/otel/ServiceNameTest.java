package dev.breakwater.dist.otel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ServiceNameTest {

    @Test
    void a_started_jar_or_main_class_names_the_service() {
        assertThat(ServiceName.of("/opt/my app/orders-1.2.jar --port 80")).isEqualTo("orders-1.2");
        assertThat(ServiceName.of("orders.jar")).isEqualTo("orders");
        assertThat(ServiceName.of("com.acme.Orders a b.jar")).isEqualTo("Orders");
        assertThat(ServiceName.of("acme.orders/com.acme.Main x")).isEqualTo("Main");
        assertThat(ServiceName.of("  ")).isNull();
        assertThat(ServiceName.of(null)).isNull();
    }
}
