/**
 * Obeys the engine with the asynchronous side of Apache HttpClient 5.0 and newer, HTTP/1.1 and HTTP/2: no thread is held for a call.
 * Imports {@code client}, {@code client.nonblocking}, {@code client.apache5.shared}, {@code call}, {@code message} and Apache
 * HttpClient 5. Knows no other client and no policy.
 */
@NullMarked
package dev.breakwater.client.apache5.async;

import org.jspecify.annotations.NullMarked;
