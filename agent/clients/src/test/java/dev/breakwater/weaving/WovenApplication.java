package dev.breakwater.weaving;

import dev.breakwater.call.CallEngine;
import dev.breakwater.client.Clients;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * An application with its own version of a client, in this JVM: its loader has the version's jars and defines the example
 * applications (packages {@code com.example}) anew, and hooked classes are really woven as they are loaded. Several live side
 * by side, each under its own engine, so that tests may run at the same time.
 */
public final class WovenApplication extends URLClassLoader {
    private static final Path VERSIONS = Path.of("target", "client-versions");
    private static final ConcurrentMap<Path, Queue<WovenApplication>> FREE = new ConcurrentHashMap<>();
    private static final ConcurrentMap<CallEngine, WovenApplication> BY_ENGINE = new ConcurrentHashMap<>();

    static {
        GatesOfTest.openDoors();
    }

    private final GatesOfTest gates = new GatesOfTest();
    private final Queue<WovenApplication> siblings;

    private WovenApplication(String name, URL[] jars, Queue<WovenApplication> siblings) {
        super(name, jars, WovenApplication.class.getClassLoader());
        this.siblings = siblings;
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

    /**
     * An application with that version which no other test is using: one that is free again or a new one. It is governed by
     * nothing; whoever puts it under an engine gives it back by {@link #free}.
     */
    public static WovenApplication with(String client, String version) {
        Path directory = VERSIONS.resolve(client).resolve(version);
        WovenApplication free = freeOf(directory).poll();
        if (free != null) {
            return free;
        }
        URL[] jars = list(directory).map(WovenApplication::url).toArray(URL[]::new);
        return new WovenApplication(client + "-" + version, jars, freeOf(directory));
    }

    private static Queue<WovenApplication> freeOf(Path directory) {
        return FREE.computeIfAbsent(directory, any -> new ConcurrentLinkedQueue<>());
    }

    /** Gives the application of that engine back, if there is one. */
    public static void free(CallEngine engine) {
        WovenApplication application = BY_ENGINE.remove(engine);
        if (application != null) {
            application.free();
        }
    }

    /** Its calls pass through from now on, and another test may have it. */
    public void free() {
        BY_ENGINE.values().remove(this);
        gates.ungoverned();
        siblings.add(this);
    }

    /** From now on calls meet adapters of this engine. What cannot be linked or fails in a gate is an error of the test. */
    public WovenApplication governedBy(CallEngine engine) {
        BY_ENGINE.put(engine, this);
        gates.governedBy(engine, this);
        return this;
    }

    /** From now on calls pass through, as they do without the agent. */
    public WovenApplication ungoverned() {
        gates.ungoverned();
        return this;
    }

    GatesOfTest gates() {
        return gates;
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
