/**
 * The one door to JSON: reads chosen fields of a document as it passes by, takes whole documents apart with Jackson where they
 * are to be translated, and writes JSON strings.
 * Imports jackson-core and the JDK; its public face is JDK types only.
 * Knows no provider, no message and no policy; the hot path builds no trees.
 */
@NullMarked
package dev.breakwater.json;

import org.jspecify.annotations.NullMarked;
