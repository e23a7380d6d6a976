/**
 * Changes class files, and opens the door that the changed ones call.
 * Imports {@code bootstrap}, {@code client} and the byte-code library; no other package sees that library.
 * Knows no single HTTP client and nothing of calls.
 */
@NullMarked
package dev.breakwater.weaving;

import org.jspecify.annotations.NullMarked;
