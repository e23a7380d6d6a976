package dev.breakwater.weaving;

import dev.breakwater.client.JdkInternals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Defines a copy of the door as a class of {@code java.lang}. Appending it to the boot class path instead would switch
 * class-data sharing off and stay invisible to loaders that delegate nothing but {@code java.*}.
 */
final class DoorDefinition {
    static final String INTERNAL_NAME = "java/lang/BreakwaterDoor";

    private DoorDefinition() {}

    /** The door of this JVM, defined now unless it was before. */
    static Class<?> define(Instrumentation instrumentation) throws IOException, IllegalAccessException {
        Class<?> defined = existing();
        if (defined != null) {
            return defined;
        }
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), opened(Object.class.getModule()), Set.of(), Map.of());
        return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                .defineClass(classFile());
    }

    private static Map<String, Set<Module>> opened(Module base) {
        Set<Module> toUs = Set.of(DoorDefinition.class.getModule());
        Map<String, Set<Module>> opened = new HashMap<>();
        opened.put("java.lang", toUs);
        for (String name : JdkInternals.PACKAGES) {
            if (base.getPackages().contains(name)) {
                opened.put(name, toUs);
            }
        }
        return opened;
    }

    /** Opens the hooks of the defined door, each at its place in the array. */
    static void open(Class<?> door, HookGates[] gates, Consumer<Throwable> failures)
            throws ReflectiveOperationException {
        door.getMethod("openAll", Object.class, Object.class).invoke(null, gates, failures);
    }

    private static @Nullable Class<?> existing() {
        try {
            return Class.forName(INTERNAL_NAME.replace('/', '.'), false, null);
        } catch (ClassNotFoundException notYet) {
            return null;
        }
    }

    /** The build has renamed it: the classes that could do it here would cost more than all the weaving. */
    private static byte[] classFile() throws IOException {
        ClassLoader loader = DoorDefinition.class.getClassLoader();
        try (InputStream classFile = loader.getResourceAsStream(INTERNAL_NAME + ".class")) {
            if (classFile == null) {
                throw new IOException("the agent's jar is incomplete");
            }
            return classFile.readAllBytes();
        }
    }
}
