/**
 * The JDK's own HTTP client ({@code java.net.http}) under the engine: hooks, bodies, futures and answers.
 * Imports client, call, message, time and java.net.http. Knows no other client and no provider.
 */
@NullMarked
package dev.breakwater.client.jdk;

import org.jspecify.annotations.NullMarked;
