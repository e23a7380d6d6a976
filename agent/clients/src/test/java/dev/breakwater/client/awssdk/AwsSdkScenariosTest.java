package dev.breakwater.client.awssdk;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is particular to the AWS SDK's client, with really woven classes of each version. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class AwsSdkScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> awssdk() {
        return Scenarios.of(
                "awssdk",
                "com.example.awssdk.AwsSdkHabits",
                "com.example.awssdk.Handlers",
                "com.example.awssdk.OverHttp2");
    }
}
