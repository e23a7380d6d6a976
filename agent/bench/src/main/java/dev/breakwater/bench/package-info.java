/**
 * The harness: runs what is asked for, one measurement after the other, and writes one table.
 * May import the packages below it.
 * Must not know the agent's classes: it measures the jar.
 */
@NullMarked
package dev.breakwater.bench;

import org.jspecify.annotations.NullMarked;
