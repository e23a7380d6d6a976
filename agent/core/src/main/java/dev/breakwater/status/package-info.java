/**
 * What the person on call wants to be told, in words.
 * Imports call events and time. Reads no clock of its own and prints nothing: lines go where the composition root says.
 * Must not know OpenTelemetry, policies' files or any HTTP client.
 */
@NullMarked
package dev.breakwater.status;

import org.jspecify.annotations.NullMarked;
