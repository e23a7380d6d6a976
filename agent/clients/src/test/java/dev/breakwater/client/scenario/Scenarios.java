package dev.breakwater.client.scenario;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.breakwater.weaving.WovenApplication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Makes tests of the {@link Scenario} methods of an application's classes. */
public final class Scenarios {
    private Scenarios() {}

    /** @return for each version of the client at hand, every scenario of the applications, by name */
    public static Stream<DynamicContainer> of(String client, String... applications) {
        return WovenApplication.versionsOf(client).stream()
                .map(version -> dynamicContainer(
                        version, Arrays.stream(applications).flatMap(name -> ofOne(client, version, name))));
    }

    private static Stream<DynamicTest> ofOne(String client, String version, String applicationName) {
        WovenApplication any = WovenApplication.with(client, version);
        try {
            return Arrays.stream(scenariosOf(any, applicationName))
                    .map(Method::getName)
                    .sorted()
                    .map(scenario -> dynamicTest(scenario, () -> run(client, version, applicationName, scenario)));
        } finally {
            any.free();
        }
    }

    private static void run(String client, String version, String applicationName, String scenario) throws Throwable {
        WovenApplication application = WovenApplication.with(client, version);
        try (World world = new World(application)) {
            Method method = Arrays.stream(scenariosOf(application, applicationName))
                    .filter(candidate -> candidate.getName().equals(scenario))
                    .findFirst()
                    .orElseThrow();
            method.invoke(application.start(applicationName, Object.class), world);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            application.free();
        }
    }

    private static Method[] scenariosOf(WovenApplication application, String applicationName) {
        Class<?> type = application.start(applicationName, Object.class).getClass();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Scenario.class))
                .toArray(Method[]::new);
    }
}
