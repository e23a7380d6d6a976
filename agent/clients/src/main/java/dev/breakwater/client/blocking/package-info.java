/**
 * One logical call over a client that blocks and gives its answers as input streams: the loop, the limits, the watched answer.
 * Imports {@code client} and {@code call}. Knows no single client and no policy; those differ in a {@link Transport}.
 */
@NullMarked
package dev.breakwater.client.blocking;

import org.jspecify.annotations.NullMarked;
