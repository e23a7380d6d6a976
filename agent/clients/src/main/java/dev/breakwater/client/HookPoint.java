package dev.breakwater.client;

import org.jspecify.annotations.Nullable;

/**
 * Where one class of an HTTP client is hooked: plain data.
 *
 * @param id its place in the list, the number that the woven code hands to the door
 * @param className the exact name, with dots
 * @param method the method's name, {@code <init>} for constructors
 * @param descriptor the method's descriptor; {@link #ANY} for all of that name
 * @param shape what is woven
 * @param field the field to rewrite; null when the shape rewrites none
 */
public record HookPoint(
        int id,
        String className,
        String method,
        String descriptor,
        Shape shape,
        @Nullable RewrittenField field) {
    /** Stands for every descriptor. */
    public static final String ANY = "*";

    /** A hook at the entry of one method; it gets its number from the list. */
    public static HookPoint methodEntry(String className, String method, String descriptor) {
        return new HookPoint(-1, className, method, descriptor, Shape.METHOD_ENTRY, null);
    }

    /** A hook at the end of every constructor; it gets its number from the list. */
    public static HookPoint constructorExit(String className, RewrittenField field) {
        return new HookPoint(-1, className, "<init>", ANY, Shape.CONSTRUCTOR_EXIT, field);
    }

    /** True if this hook is for the method given as in a class file. */
    public boolean matches(String methodName, String methodDescriptor) {
        return method.equals(methodName) && (descriptor.equals(ANY) || descriptor.equals(methodDescriptor));
    }

    HookPoint withId(int number) {
        return new HookPoint(number, className, method, descriptor, shape, field);
    }
}
