package dev.breakwater.client.apache5;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What is particular to this client, with really woven classes of each version. */
class ClassicScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> apache5() {
        return Scenarios.of("apache5", "com.example.apache5.ClassicHabits");
    }
}
