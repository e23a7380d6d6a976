/**
 * What the agent adds to the start of a JVM, in fresh JVMs taken in turn.
 * May import the JDK and the report.
 * Must not know what the mains do.
 */
@NullMarked
package dev.breakwater.bench.start;

import org.jspecify.annotations.NullMarked;
