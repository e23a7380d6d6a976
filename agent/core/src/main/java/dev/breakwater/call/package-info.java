/**
 * One logical call: the state machine that decides ({@link dev.breakwater.call.Call}) and the two drivers that obey it.
 * Imports every feature package. Knows neither OpenTelemetry nor YAML nor any HTTP client.
 */
@NullMarked
package dev.breakwater.call;

import org.jspecify.annotations.NullMarked;
