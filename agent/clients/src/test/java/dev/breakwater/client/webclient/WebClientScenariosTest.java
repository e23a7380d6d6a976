package dev.breakwater.client.webclient;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is particular to WebClient, with really woven classes of each version. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class WebClientScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> webclient() {
        return Scenarios.of(
                "webclient",
                "com.example.webclient.ReactiveHabits",
                "com.example.webclient.Credentials",
                "com.example.webclient.Memory",
                "com.example.webclient.OverTheJdk");
    }
}
