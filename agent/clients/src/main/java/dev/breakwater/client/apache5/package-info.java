/**
 * Obeys the engine with Apache HttpClient 5.0 and newer, classic and asynchronous.
 * Imports {@code client}, {@code client.blocking}, {@code call}, {@code message} and Apache HttpClient 5. Knows no other client and no
 * policy.
 */
@NullMarked
package dev.breakwater.client.apache5;

import org.jspecify.annotations.NullMarked;
