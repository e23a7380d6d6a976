/**
 * Serves calls of one dialect by endpoints that speak another: requests one way; answers, events and errors the other.
 * Imports dialect, message and json.
 * Knows no policy, no routing and no client; what each dialect says by itself is its own package's affair.
 */
@NullMarked
package dev.breakwater.dialect.translation;

import org.jspecify.annotations.NullMarked;
