/** The application that the soak runs under the agent: plain use of each HTTP client. */
@NullMarked
package dev.breakwater.wall.soak.app;

import org.jspecify.annotations.NullMarked;
