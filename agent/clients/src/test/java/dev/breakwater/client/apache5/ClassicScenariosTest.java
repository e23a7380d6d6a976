package dev.breakwater.client.apache5;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.breakwater.client.okhttp.Scenario;
import dev.breakwater.client.okhttp.World;
import dev.breakwater.weaving.WovenApplication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** What is particular to this client, with really woven classes of each version. */
class ClassicScenariosTest {
    @TestFactory
    @Timeout(120)
    Stream<DynamicContainer> apache5() {
        return WovenApplication.versionsOf("apache5").stream()
                .map(version ->
                        dynamicContainer(version, scenarios("apache5", version, "com.example.apache5.ClassicHabits")));
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
