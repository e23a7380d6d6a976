/**
 * Obeys the engine with OkHttp 3.12 to 5: one entry in each call's list of interceptors, and one right before the wire.
 * Imports {@code client}, {@code call}, {@code message}, OkHttp and Okio. Knows no other client and no policy.
 */
@NullMarked
package dev.breakwater.client.okhttp;

import org.jspecify.annotations.NullMarked;
