package dev.breakwater.dist.build;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Turns the value on the stack into another type, as an assignment would. */
final class Conversion {
    private static final String[] WRAPPERS = {
        "Void", "Boolean", "Character", "Byte", "Short", "Integer", "Float", "Long", "Double"
    };

    private Conversion() {}

    static boolean isPrimitive(Type type) {
        return type.getSort() <= Type.DOUBLE;
    }

    static void of(MethodVisitor code, Type from, Type to) {
        if (isPrimitive(from) && isPrimitive(to)) {
            widen(code, from, to);
        } else if (isPrimitive(from)) {
            String wrapper = wrapper(from);
            String descriptor = "(" + from.getDescriptor() + ")L" + wrapper + ";";
            code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
        } else if (isPrimitive(to)) {
            Type own = unboxed(from);
            Type boxed = own == null ? to : own;
            cast(code, from, Type.getObjectType(wrapper(boxed)));
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    wrapper(boxed),
                    boxed.getClassName() + "Value",
                    "()" + boxed.getDescriptor(),
                    false);
            widen(code, boxed, to);
        } else {
            cast(code, from, to);
        }
    }

    /** Gives {@code to}. */
    static Type cast(MethodVisitor code, Type from, Type to) {
        if (!from.equals(to) && !to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
        return to;
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        int source = from.getSort();
        int target = to.getSort();
        boolean fromInt = source <= Type.INT;
        if (target == Type.LONG && fromInt) {
            code.visitInsn(Opcodes.I2L);
        } else if (target == Type.FLOAT && fromInt) {
            code.visitInsn(Opcodes.I2F);
        } else if (target == Type.FLOAT && source == Type.LONG) {
            code.visitInsn(Opcodes.L2F);
        } else if (target == Type.DOUBLE && fromInt) {
            code.visitInsn(Opcodes.I2D);
        } else if (target == Type.DOUBLE && source == Type.LONG) {
            code.visitInsn(Opcodes.L2D);
        } else if (target == Type.DOUBLE && source == Type.FLOAT) {
            code.visitInsn(Opcodes.F2D);
        }
    }

    private static String wrapper(Type primitive) {
        return "java/lang/" + WRAPPERS[primitive.getSort()];
    }

    /** The primitive type that a wrapper is for; null for any other type. */
    private static @Nullable Type unboxed(Type type) {
        Type[] primitives = {
            Type.BOOLEAN_TYPE, Type.CHAR_TYPE, Type.BYTE_TYPE, Type.SHORT_TYPE,
            Type.INT_TYPE, Type.FLOAT_TYPE, Type.LONG_TYPE, Type.DOUBLE_TYPE
        };
        for (Type primitive : primitives) {
            if (type.getInternalName().equals(wrapper(primitive))) {
                return primitive;
            }
        }
        return null;
    }
}
