/**
 * Obeys the engine with Apache HttpAsyncClient 4.1: no thread is held, and the application's consumer sees one answer only.
 * Imports {@code client}, {@code client.nonblocking}, {@code client.apache4.shared}, {@code call}, {@code message} and the client
 * itself. Knows no other client and no policy. Pipelined calls are left untouched.
 */
@NullMarked
package dev.breakwater.client.apache4.async;

import org.jspecify.annotations.NullMarked;
