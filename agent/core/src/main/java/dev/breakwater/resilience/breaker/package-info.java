/**
 * Whether a target is worth trying: circuit breakers.
 * Imports time and Resilience4j, which no other package may. Reads no clock of its own.
 */
@NullMarked
package dev.breakwater.resilience.breaker;

import org.jspecify.annotations.NullMarked;
