/**
 * The application under the agent: unmodified SDKs that ask and report what they were told.
 * May import: the SDKs, the JDK.
 * Must not know: the agent, the faults, what is expected.
 */
@NullMarked
package dev.breakwater.wall.app;

import org.jspecify.annotations.NullMarked;
