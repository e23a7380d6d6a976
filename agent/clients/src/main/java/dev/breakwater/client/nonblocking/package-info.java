/**
 * One attempt's answer over a client that holds no thread: between the client's threads, the timer and the application, who may come
 * together. Imports {@code client}, {@code call}, {@code message} and {@code time}. Knows no single client and no policy.
 */
@NullMarked
package dev.breakwater.client.nonblocking;

import org.jspecify.annotations.NullMarked;
