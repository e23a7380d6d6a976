/**
 * Obeys the engine with the classic Apache HttpClient 4.3 to 4.5.
 * Imports {@code client}, {@code client.blocking}, {@code call}, {@code message} and Apache HttpClient 4. Knows no other client and no
 * policy.
 */
@NullMarked
package dev.breakwater.client.apache4;

import org.jspecify.annotations.NullMarked;
