package dev.breakwater.weaving;

import dev.breakwater.bootstrap.Door;
import dev.breakwater.call.CallEngine;
import dev.breakwater.client.AdapterContext;
import dev.breakwater.client.ClientDescription;
import dev.breakwater.client.Clients;
import dev.breakwater.client.GateLinker;
import dev.breakwater.client.HookPoint;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * An application with its own version of a client, in this JVM: its loader has the version's jars and defines the example
 * applications (packages {@code com.example}) anew, and hooked classes are really woven as they are loaded.
 */
public final class WovenApplication extends URLClassLoader {
    private static final Path VERSIONS = Path.of("target", "client-versions");
    private static final ConcurrentMap<Path, WovenApplication> BY_JARS = new ConcurrentHashMap<>();

    private WovenApplication(String name, URL[] jars) {
        super(name, jars, WovenApplication.class.getClassLoader());
    }

    /** The oldest and the newest version of a client that {@code client-versions.xml} names; {@code -DallVersions}: all of them. */
    public static List<String> versionsOf(String client) {
        List<String> versions = list(VERSIONS.resolve(client))
                .map(path -> path.getFileName().toString())
                .sorted(Comparator.comparing(ModuleDescriptor.Version::parse))
                .toList();
        boolean all = System.getProperty("allVersions") != null || versions.size() < 3;
        return all ? versions : List.of(versions.get(0), versions.get(versions.size() - 1));
    }

    /** The application with that version; there is one in each JVM. */
    public static WovenApplication with(String client, String version) {
        return BY_JARS.computeIfAbsent(VERSIONS.resolve(client).resolve(version), directory -> {
            URL[] jars = list(directory).map(WovenApplication::url).toArray(URL[]::new);
            return new WovenApplication(client + "-" + version, jars);
        });
    }

    /** From now on calls meet adapters of this engine. What cannot be linked or fails in a gate is an error of the test. */
    public WovenApplication governedBy(CallEngine engine) {
        record Context(CallEngine engine, ClassLoader applicationLoader) implements AdapterContext {}
        GateLinker linker = new GateLinker(
                WovenApplication.class.getClassLoader(),
                ReferenceReader::read,
                loader -> new Context(engine, loader),
                warning -> {
                    throw new AssertionError(warning);
                });
        for (ClientDescription client : Clients.all()) {
            for (HookPoint hook : client.hooks()) {
                Door.open(hook.id(), gates(linker, client, hook), failure -> {
                    throw new AssertionError(failure);
                });
            }
        }
        return this;
    }

    /** From now on calls pass through, as they do without the agent. */
    public WovenApplication ungoverned() {
        for (ClientDescription client : Clients.all()) {
            for (HookPoint hook : client.hooks()) {
                Door.open(hook.id(), closed(), failure -> {});
            }
        }
        return this;
    }

    private static ClassValue<BiFunction<Object, Object, Object>> gates(
            GateLinker linker, ClientDescription client, HookPoint hook) {
        return new ClassValue<>() {
            @Override
            protected BiFunction<Object, Object, Object> computeValue(Class<?> hooked) {
                return linker.link(client, hook, hooked);
            }
        };
    }

    private static ClassValue<BiFunction<Object, Object, Object>> closed() {
        return new ClassValue<>() {
            @Override
            protected BiFunction<Object, Object, Object> computeValue(Class<?> hooked) {
                return null;
            }
        };
    }

    /** A new instance of one of the example applications, made by its constructor without parameters. */
    public <T> T start(String className, Class<T> as) {
        try {
            return as.cast(loadClass(className).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] classFile = name.startsWith("java.") ? null : classFile(name);
                loaded = classFile == null ? super.loadClass(name, resolve) : define(name, classFile);
            }
            return loaded;
        }
    }

    private byte[] classFile(String name) {
        String path = name.replace('.', '/') + ".class";
        URL own = name.startsWith("com.example.") ? getParent().getResource(path) : findResource(path);
        if (own == null) {
            return null;
        }
        try (InputStream stream = own.openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Class<?> define(String name, byte[] classFile) {
        List<HookPoint> hooks = Clients.all().stream()
                .flatMap(client -> client.hooks().stream())
                .filter(hook -> hook.className().equals(name))
                .toList();
        byte[] woven = hooks.isEmpty()
                ? classFile
                : Woven.doorInPlace(Objects.requireNonNull(ClassEditor.weave(classFile, hooks)));
        return defineClass(name, woven, 0, woven.length);
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new AssertionError("the build has not resolved " + directory, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
