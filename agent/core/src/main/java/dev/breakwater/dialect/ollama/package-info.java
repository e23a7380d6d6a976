/**
 * Ollama's own API: chat, generate and embed, streamed as lines of JSON unless asked otherwise.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.ollama;

import org.jspecify.annotations.NullMarked;
