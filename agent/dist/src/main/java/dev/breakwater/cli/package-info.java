/**
 * The command line: checks and explains a policy file, prints its schema, attaches the agent to a running JVM.
 * Imports the policy packages, bootstrap (for where the jar is) and picocli, which no other package may.
 * Knows no engine and no HTTP client.
 */
@NullMarked
package dev.breakwater.cli;

import org.jspecify.annotations.NullMarked;
