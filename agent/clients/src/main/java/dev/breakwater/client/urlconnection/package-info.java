/**
 * Obeys the engine with {@code java.net.HttpURLConnection}: a governed host's connection is one of ours, which records what the
 * application sets, keeps what it writes, and opens a connection of the JDK's own for each attempt once the answer is asked for.
 * Imports {@code client}, {@code client.blocking}, {@code call}, {@code message} and the JDK. Knows no other client and no policy.
 */
@NullMarked
package dev.breakwater.client.urlconnection;

import org.jspecify.annotations.NullMarked;
