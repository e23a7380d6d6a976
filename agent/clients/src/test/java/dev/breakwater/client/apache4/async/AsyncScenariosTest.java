package dev.breakwater.client.apache4.async;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What is particular to this client, with really woven classes of each version. */
class AsyncScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> apache4async() {
        return Scenarios.of("apache4async", "com.example.apache4async.AsyncHabits");
    }
}
