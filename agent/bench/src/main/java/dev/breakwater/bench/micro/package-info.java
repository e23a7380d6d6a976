/**
 * JMH benchmarks: the engine's parts in this JVM, the hooks in woven clients.
 * May import JMH, core and the clients.
 * Must not know the end-to-end measurements.
 */
@NullMarked
package dev.breakwater.bench.micro;

import org.jspecify.annotations.NullMarked;
