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
 * @param orSecond whether the gate is asked about the method's second argument where the first is null
 */
public record HookPoint(
        int id,
        String className,
        String method,
        String descriptor,
        Shape shape,
        @Nullable RewrittenField field,
        boolean orSecond) {
    /** Stands for every descriptor. */
    public static final String ANY = "*";

    /** A hook at the entry of one method; it gets its number from the list. */
    public static HookPoint methodEntry(String className, String method, String descriptor) {
        return new HookPoint(-1, className, method, descriptor, Shape.METHOD_ENTRY, null, false);
    }

    /** The same, of a method whose first argument may be null: then its second one says more. */
    public static HookPoint methodEntryOrSecond(String className, String method, String descriptor) {
        return new HookPoint(-1, className, method, descriptor, Shape.METHOD_ENTRY, null, true);
    }

    /** A hook at the end of every constructor; it gets its number from the list. */
    public static HookPoint constructorExit(String className, RewrittenField field) {
        return new HookPoint(-1, className, "<init>", ANY, Shape.CONSTRUCTOR_EXIT, field, false);
    }

    /** True if this hook is for the method given as in a class file. */
    public boolean matches(String methodName, String methodDescriptor) {
        return method.equals(methodName) && (descriptor.equals(ANY) || descriptor.equals(methodDescriptor));
    }

    HookPoint withId(int number) {
        return new HookPoint(number, className, method, descriptor, shape, field, orSecond);
    }
}
