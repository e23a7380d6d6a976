/**
 * Calls over loopback, block by block in turn: with and without the agent, and decorated by hand.
 * May import the JDK and the report.
 * Must not know what a worker runs inside.
 */
@NullMarked
package dev.breakwater.bench.e2e;

import org.jspecify.annotations.NullMarked;
