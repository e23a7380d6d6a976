/**
 * The composition root: makes the engine, its parts and its settings known to each other.
 * May import everything; nobody imports it, the bootstrap calls it by name.
 * Must not decide anything about a call.
 */
@NullMarked
package dev.breakwater.dist;

import org.jspecify.annotations.NullMarked;
