package dev.breakwater.client.okhttp;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.breakwater.weaving.WovenApplication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What is particular to OkHttp, with really woven classes of each version. */
class OkHttpScenariosTest {
    private static final List<String> APPLICATIONS = List.of(
            "com.example.okhttp.RescuedCalls",
            "com.example.okhttp.Streams",
            "com.example.okhttp.TakenBack",
            "com.example.okhttp.Habits",
            "com.example.okhttp.Credentials",
            "com.example.okhttp.FailOpen",
            "com.example.okhttp.Http2",
            "com.example.okhttp.OtherHosts");

    @TestFactory
    @Timeout(300)
    Stream<DynamicContainer> okhttp() {
        return WovenApplication.versionsOf("okhttp").stream()
                .map(version -> dynamicContainer(
                        version, APPLICATIONS.stream().flatMap(name -> scenarios("okhttp", version, name))));
    }

    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> openai_java() {
        return WovenApplication.versionsOf("openai-java").stream()
                .map(version ->
                        dynamicContainer(version, scenarios("openai-java", version, "com.example.openai.OpenAiCalls")));
    }

    private static Stream<DynamicTest> scenarios(String client, String version, String applicationName) {
        WovenApplication application = WovenApplication.with(client, version);
        Class<?> type = application.start(applicationName, Object.class).getClass();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Scenario.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> dynamicTest(method.getName(), () -> run(application, type, method)));
    }

    private static void run(WovenApplication application, Class<?> type, Method method) throws Throwable {
        try (World world = new World(application)) {
            method.invoke(type.getConstructor().newInstance(), world);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            application.ungoverned();
        }
    }
}
