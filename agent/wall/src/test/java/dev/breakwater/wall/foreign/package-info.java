/**
 * Applications of one vendor's SDK, served by the other vendor.
 * Imports the SDKs, and the provider that misbehaves.
 * Knows nothing of the agent but its jar.
 */
package dev.breakwater.wall.foreign;
