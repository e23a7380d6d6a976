/**
 * The one door to Jackson: reads chosen fields of a JSON document as tokens pass by, and writes JSON strings.
 * Imports jackson-core and the JDK; its public face is JDK types only.
 * Knows no provider, no message and no policy; builds no trees.
 */
@NullMarked
package dev.breakwater.json;

import org.jspecify.annotations.NullMarked;
