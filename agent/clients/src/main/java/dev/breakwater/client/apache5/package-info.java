/**
 * Obeys the engine with the classic side of Apache HttpClient 5.0 and newer.
 * Imports {@code client}, {@code client.blocking}, {@code client.apache5.shared}, {@code call}, {@code message} and Apache HttpClient 5. Knows no other client and no
 * policy.
 */
@NullMarked
package dev.breakwater.client.apache5;

import org.jspecify.annotations.NullMarked;
