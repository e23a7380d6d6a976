package dev.breakwater.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an adapter uses with what the application's loader has, before the adapter takes a call over. So an unknown
 * version of a client is found out here and not by a {@link LinkageError} in the application's call. For one thread.
 *
 * <p>Of each class it asks for no more than it needs: the JVM loads the type of each field, and of each argument of each
 * constructor and method, that reflection is asked for.
 */
final class ReferenceCheck {
    private static final String CONSTRUCTOR = "<init>";

    private final ClassLoader application;
    private final Map<Class<?>, Method[]> methodsByClass = new HashMap<>();

    ReferenceCheck(ClassLoader application) {
        this.application = application;
    }

    /** The first reference that the application cannot satisfy; null if there is none. */
    @Nullable
    Reference firstMissing(Collection<Reference> references) {
        for (Reference reference : references) {
            if (!isSatisfied(reference)) {
                return reference;
            }
        }
        return null;
    }

    private boolean isSatisfied(Reference reference) {
        try {
            Class<?> owner = Class.forName(reference.owner(), false, application);
            return isVisible(owner.getModifiers())
                    && (reference.member() == null || has(owner, reference.member(), reference.descriptor()));
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    private boolean has(Class<?> owner, String member, String descriptor) {
        if (member.equals(CONSTRUCTOR)) {
            return declaresConstructor(owner, descriptor);
        }
        return hasInherited(owner, member, descriptor)
                // Every interface has Object's methods, though none is among its supertypes.
                || (owner.isInterface() && declares(Object.class, member, descriptor));
    }

    private boolean hasInherited(@Nullable Class<?> owner, String member, String descriptor) {
        if (owner == null) {
            return false;
        }
        if (declares(owner, member, descriptor) || hasInherited(owner.getSuperclass(), member, descriptor)) {
            return true;
        }
        for (Class<?> parent : owner.getInterfaces()) {
            if (hasInherited(parent, member, descriptor)) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(Class<?> owner, String member, String descriptor) {
        return descriptor.startsWith("(")
                ? declaresMethod(owner, member, descriptor)
                : declaresField(owner, member, descriptor);
    }

    private boolean declaresMethod(Class<?> owner, String name, String descriptor) {
        for (Method method : methods(owner)) {
            if (method.getName().equals(name) && fits(method, method.getReturnType(), descriptor)) {
                return true;
            }
        }
        return false;
    }

    private Method[] methods(Class<?> owner) {
        Method[] methods = methodsByClass.get(owner);
        if (methods == null) {
            methods = owner.getDeclaredMethods();
            methodsByClass.put(owner, methods);
        }
        return methods;
    }

    private static boolean declaresConstructor(Class<?> owner, String descriptor) {
        for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
            if (fits(constructor, void.class, descriptor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresField(Class<?> owner, String name, String descriptor) {
        for (Field field : owner.getDeclaredFields()) {
            if (field.getName().equals(name)
                    && isVisible(field.getModifiers())
                    && field.getType().descriptorString().equals(descriptor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Executable executable, Class<?> result, String descriptor) {
        if (!isVisible(executable.getModifiers())) {
            return false;
        }
        StringBuilder own = new StringBuilder("(");
        for (Class<?> parameter : executable.getParameterTypes()) {
            own.append(parameter.descriptorString());
        }
        return own.append(')').append(result.descriptorString()).toString().equals(descriptor);
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
}
