/**
 * Hosts of which nothing is known but that they serve models over HTTP: what can be told of them without knowing their format.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.generic;

import org.jspecify.annotations.NullMarked;
