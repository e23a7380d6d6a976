/**
 * When to send again: classification to plan, backoff, and the budget that keeps retries from becoming a storm.
 * Imports time only. Sees success, failure and retry-after, never HTTP.
 */
@NullMarked
package dev.breakwater.resilience.retry;

import org.jspecify.annotations.NullMarked;
