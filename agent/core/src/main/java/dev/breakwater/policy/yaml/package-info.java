/**
 * Reads the policy file: its grammar, its defaults, and errors that say where and what to do; watches it for changes.
 * Imports the policy records and, in {@code YamlTree} and {@code ScalarKind}, SnakeYAML's parser. The only package of core that reads files.
 * Knows nothing of calls, threads or clocks.
 */
@NullMarked
package dev.breakwater.policy.yaml;

import org.jspecify.annotations.NullMarked;
