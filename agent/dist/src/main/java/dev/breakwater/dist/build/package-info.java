/** What the build does to class files on their way into the jar. Runs at build time only and is not in the jar. Knows byte code. */
@NullMarked
package dev.breakwater.dist.build;

import org.jspecify.annotations.NullMarked;
