/**
 * Obeys the engine with Spring's WebClient, 6.0 and newer, at its exchange function: whatever connector is beneath it.
 * Imports {@code client}, {@code call}, {@code message}, Spring's reactive client and Reactor. Knows no connector but by the names of a
 * few of their methods, no other client and no policy.
 */
@NullMarked
package dev.breakwater.client.webclient;

import org.jspecify.annotations.NullMarked;
