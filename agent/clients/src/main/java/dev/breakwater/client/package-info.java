/**
 * What an HTTP client's adapter is, where clients are hooked, and how an adapter is linked to the application's classes.
 * Imports {@code call} and the JDK. Knows no byte code and no single client but by the names in its list.
 */
@NullMarked
package dev.breakwater.client;

import org.jspecify.annotations.NullMarked;
