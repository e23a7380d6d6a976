package dev.breakwater.client;

import org.jspecify.annotations.Nullable;

/**
 * The field a {@link Shape#CONSTRUCTOR_EXIT} hook rewrites.
 *
 * @param name the field, declared by the hooked class itself
 * @param descriptor its type, as in class files
 * @param zeroGuard an int field of the same class: the gate is asked only when it is 0. Null: always
 */
public record RewrittenField(
        String name, String descriptor, @Nullable String zeroGuard) {}
