package dev.breakwater.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects what an adapter needs of its client, by following the class files of that client's packages from the adapter on:
 * {@code client.<x>} and what lies below it.
 */
final class AdapterReferences {
    private final ClassLoader agent;
    private final Function<byte[], Collection<Reference>> reader;

    AdapterReferences(ClassLoader agent, Function<byte[], Collection<Reference>> reader) {
        this.agent = agent;
        this.reader = reader;
    }

    /** References to neither the JDK nor the agent: those come with this very agent and this very JVM. */
    Collection<Reference> of(String adapterClassName) throws ClassNotFoundException {
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
