/**
 * What runs in the JVMs that are measured: small applications, their clients, and the provider that answers them.
 * May import the JDK, OkHttp and, for the decorated client alone, Resilience4j and OpenTelemetry.
 * Must not know the agent, nor who measures.
 */
@NullMarked
package dev.breakwater.bench.app;

import org.jspecify.annotations.NullMarked;
