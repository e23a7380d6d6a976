/**
 * What both of Apache HttpClient 4's clients need: their common vocabulary of requests, entities and hosts, in the engine's terms.
 * Imports {@code call}, {@code message} and Apache HttpClient 4.
 */
@NullMarked
package dev.breakwater.client.apache4.shared;

import org.jspecify.annotations.NullMarked;
