package dev.breakwater.dist.otel;

/** Tells which classes a loader has, without loading any: {@code Instrumentation::getInitiatedClasses}. */
@FunctionalInterface
public interface LoadedClasses {
    Class<?>[] of(ClassLoader loader);
}
