/**
 * Anthropic's Messages API.
 * Imports dialect, message and json.
 * Knows no other dialect, no policy and no client.
 */
@NullMarked
package dev.breakwater.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
