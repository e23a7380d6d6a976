/**
 * Google's Gemini API, of AI Studio and of Vertex: generate, stream and embed.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.gemini;

import org.jspecify.annotations.NullMarked;
