/** Adapters and a command for trials of the start: small, and put into a copy of the jar under the real ones' names. */
package dev.breakwater.dist.trial;
