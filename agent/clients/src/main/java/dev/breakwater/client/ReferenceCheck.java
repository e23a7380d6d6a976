package dev.breakwater.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an adapter uses with what the application's loader has, before the adapter is linked. So an unknown
 * version of a client is found out here and not by a {@link LinkageError} in the application's call. For one thread.
 */
final class ReferenceCheck {
    private final ClassLoader application;
    private final Map<Class<?>, Set<String>> membersByClass = new HashMap<>();

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
                    && (reference.member() == null || has(owner, reference.member() + reference.descriptor()));
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    private boolean has(@Nullable Class<?> owner, String member) {
        if (owner == null) {
            return false;
        }
        if (members(owner).contains(member) || has(owner.getSuperclass(), member)) {
            return true;
        }
        for (Class<?> parent : owner.getInterfaces()) {
            if (has(parent, member)) {
                return true;
            }
        }
        // Every interface has Object's methods, though none is among its supertypes.
        return owner.isInterface() && members(Object.class).contains(member);
    }

    /** What the class itself declares and an adapter may use, as name and descriptor in one string. */
    private Set<String> members(Class<?> owner) {
        Set<String> known = membersByClass.get(owner);
        if (known == null) {
            known = new HashSet<>();
            membersByClass.put(owner, known);
            for (Method method : owner.getDeclaredMethods()) {
                add(known, method.getModifiers(), method.getName(), method.getParameterTypes(), method.getReturnType());
            }
            for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
                add(known, constructor.getModifiers(), "<init>", constructor.getParameterTypes(), void.class);
            }
            for (Field field : owner.getDeclaredFields()) {
                if (isVisible(field.getModifiers())) {
                    known.add(field.getName() + field.getType().descriptorString());
                }
            }
        }
        return known;
    }

    private static void add(Set<String> known, int modifiers, String name, Class<?>[] parameters, Class<?> result) {
        if (isVisible(modifiers)) {
            StringBuilder member = new StringBuilder(name).append('(');
            for (Class<?> parameter : parameters) {
                member.append(parameter.descriptorString());
            }
            known.add(member.append(')').append(result.descriptorString()).toString());
        }
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }
}
