/**
 * What a provider's wire format means: which operation and model a request is, what an error says, what a stream has delivered.
 * Imports message and json. A dialect never knows another dialect, a policy or a client.
 */
@NullMarked
package dev.breakwater.dialect;

import org.jspecify.annotations.NullMarked;
