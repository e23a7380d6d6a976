/**
 * The fault wall: drives unmodified SDKs under the packaged agent against failing providers and scores what comes of it.
 * May import: testing, wall.app, the JDK.
 * Must not know: the agent's classes; it meets the agent as a user does, by its jar and a policy file.
 */
@NullMarked
package dev.breakwater.wall;

import org.jspecify.annotations.NullMarked;
