/**
 * HTTP messages as the engine and the dialects see them: neutral, immutable where it is cheap, views where it is not.
 * Imports the JDK only. Knows no client, no provider and no policy.
 */
@NullMarked
package dev.breakwater.message;

import org.jspecify.annotations.NullMarked;
