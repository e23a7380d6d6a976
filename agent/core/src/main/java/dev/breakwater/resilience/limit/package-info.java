/**
 * How much may be sent: rate and concurrency limits with a bounded queue.
 * Imports time and Bucket4j, which no other package may. Never blocks: it answers how long to wait.
 */
@NullMarked
package dev.breakwater.resilience.limit;

import org.jspecify.annotations.NullMarked;
