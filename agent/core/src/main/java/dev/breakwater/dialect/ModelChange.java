package dev.breakwater.dialect;

import dev.breakwater.message.ByteSlices;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a request when another model is asked.
 *
 * @param path the request's path with the new model, or null when the path does not name it
 * @param body the request's body with the new model, or null when the body does not name it
 */
public record ModelChange(@Nullable String path, @Nullable ByteSlices body) {}
