/**
 * What the classic and the asynchronous side of Apache HttpClient 5 have in common: requests, headers, contexts, credentials.
 * Imports {@code call}, {@code message} and Apache HttpClient 5. Knows neither side.
 */
@NullMarked
package dev.breakwater.client.apache5.shared;

import org.jspecify.annotations.NullMarked;
