/**
 * Samples, their medians and differences, and the table that they end up in.
 * May import the JDK alone.
 * Must not know what was measured.
 */
@NullMarked
package dev.breakwater.bench.report;

import org.jspecify.annotations.NullMarked;
