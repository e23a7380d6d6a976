package dev.breakwater.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects what an adapter needs of its client, by following the class files of that client's packages from the adapter on:
 * {@code client.<x>} and what lies below it. The build does so for the agent's jar and puts the result into it: at run time
 * it would take longer than all the weaving.
 */
public final class AdapterReferences {
    private final ClassLoader agent;
    private final Function<byte[], Collection<Reference>> reader;

    /**
     * @param agent where the class files are found, and lists if the build made them
     * @param reader lists what a class file names
     */
    public AdapterReferences(ClassLoader agent, Function<byte[], Collection<Reference>> reader) {
        this.agent = agent;
        this.reader = reader;
    }

    /** The name of the list for an adapter, as a resource. */
    public static String listName(String adapterClassName) {
        return "dev/breakwater/references/" + adapterClassName;
    }

    /** From the list, if there is one; else from the class files. */
    Collection<Reference> of(String adapterClassName) throws ClassNotFoundException {
        try (InputStream list = agent.getResourceAsStream(listName(adapterClassName))) {
            return list == null ? followed(adapterClassName) : Reference.fromLines(list.readAllBytes());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(adapterClassName, unreadable);
        }
    }

    /** References to neither the JDK nor the agent: those come with this very agent and this very JVM. */
    public Collection<Reference> followed(String adapterClassName) throws ClassNotFoundException {
        String ownPackages = ownPackages(adapterClassName);
        Set<Reference> needed = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(adapterClassName));
        Deque<String> pending = new ArrayDeque<>(seen);
        while (!pending.isEmpty()) {
            for (Reference reference : reader.apply(BridgeClassLoader.classFile(agent, pending.remove()))) {
                String owner = reference.owner();
                if (owner.startsWith(ownPackages)) {
                    if (seen.add(owner)) {
                        pending.add(owner);
                    }
                } else if (!owner.startsWith("java.") && !owner.startsWith("dev.breakwater.")) {
                    needed.add(reference);
                }
            }
        }
        return needed;
    }

    private static String ownPackages(String adapterClassName) {
        String clients = AdapterReferences.class.getPackageName() + ".";
        return adapterClassName.substring(0, adapterClassName.indexOf('.', clients.length()) + 1);
    }
}
