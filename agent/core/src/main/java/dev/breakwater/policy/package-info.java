/**
 * The policy as immutable records, and the snapshot that calls read.
 * Imports the features' own configuration records. Knows no YAML; {@code policy.yaml} does.
 */
@NullMarked
package dev.breakwater.policy;

import org.jspecify.annotations.NullMarked;
