/** The soak: very many calls with random faults through each HTTP client, after which nothing may have grown. */
@NullMarked
package dev.breakwater.wall.soak;

import org.jspecify.annotations.NullMarked;
