/**
 * Obeys the engine with the asynchronous HTTP client of the AWS SDK for Java 2, 2.20 and newer, on Netty: beneath the SDK's signing
 * and its own retries. Imports {@code client}, {@code call}, {@code message}, {@code time} and the SDK's interfaces of HTTP clients with
 * reactive streams. Knows Netty but by the names of a few of its exceptions, no other client and no policy.
 */
@NullMarked
package dev.breakwater.client.awssdk;

import org.jspecify.annotations.NullMarked;
