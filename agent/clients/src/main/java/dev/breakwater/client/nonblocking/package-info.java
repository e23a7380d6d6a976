/**
 * One attempt's answer over a client that holds no thread: between the client's threads, the timer and the application, who may come
 * together; and what goes on with it, and what reads the application's body before. In the JDK's types, reactive streams as
 * {@link java.util.concurrent.Flow}'s: clients bring their own. Imports {@code client}, {@code call}, {@code message} and {@code time}. Knows no single client and no policy.
 */
@NullMarked
package dev.breakwater.client.nonblocking;

import org.jspecify.annotations.NullMarked;
