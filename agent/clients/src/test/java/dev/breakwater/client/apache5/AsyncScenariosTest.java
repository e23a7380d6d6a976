package dev.breakwater.client.apache5;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is particular to this client, with really woven classes of each version. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class AsyncScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> apache5() {
        return Scenarios.of(
                "apache5",
                "com.example.apache5.AsyncHabits",
                "com.example.apache5.AsyncConsumers",
                "com.example.apache5.AsyncHttp2",
                "com.example.apache5.AsyncProducers",
                "com.example.apache5.AsyncTransport");
    }
}
