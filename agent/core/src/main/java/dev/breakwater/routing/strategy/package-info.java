/**
 * How endpoints of equal priority share traffic: one file a strategy, one line each in {@link dev.breakwater.routing.strategy.Balance}.
 * Imports routing. Knows nothing of calls or policies.
 */
@NullMarked
package dev.breakwater.routing.strategy;

import org.jspecify.annotations.NullMarked;
