/**
 * Where time comes from: {@link dev.breakwater.time.Ticker} to read it, {@link dev.breakwater.time.Delayer} to be woken later.
 * Imports the JDK only. The one place in core that may read a clock.
 */
@NullMarked
package dev.breakwater.time;

import org.jspecify.annotations.NullMarked;
