/**
 * OpenAI's wire format, which most others speak as well: chat, completions, responses, embeddings, with Azure's paths.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.openai;

import org.jspecify.annotations.NullMarked;
