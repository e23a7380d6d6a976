package dev.breakwater.client.okhttp;

import dev.breakwater.client.scenario.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is particular to OkHttp, with really woven classes of each version. */
@Execution(ExecutionMode.CONCURRENT) // they mostly wait
class OkHttpScenariosTest {
    @TestFactory
    @Timeout(300)
    Stream<DynamicContainer> okhttp() {
        return Scenarios.of(
                "okhttp",
                "com.example.okhttp.RescuedCalls",
                "com.example.okhttp.Streams",
                "com.example.okhttp.TakenBack",
                "com.example.okhttp.Habits",
                "com.example.okhttp.Credentials",
                "com.example.okhttp.FailOpen",
                "com.example.okhttp.Http2",
                "com.example.okhttp.OtherHosts",
                "com.example.okhttp.Transport");
    }

    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> openai_java() {
        return Scenarios.of("openai-java", "com.example.openai.OpenAiCalls");
    }
}
