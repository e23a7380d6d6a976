/**
 * Where a call may go: endpoints, their keys, and the order in which they are tried.
 * Imports resilience, dialect names and time. Knows no HTTP and no policy file.
 */
@NullMarked
package dev.breakwater.routing;

import org.jspecify.annotations.NullMarked;
