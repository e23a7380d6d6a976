package dev.breakwater.dist.build;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One lambda's class: its captured values are its fields, its one method calls the lambda's body.
 *
 * @param version of the class file that it belongs to
 * @param name its own internal name
 * @param host of the nest that it becomes a member of
 * @param function the name of the interface's method
 * @param factory from the captured values to the interface
 * @param erased the interface's method as it is declared
 * @param body what is called, the captured values first
 * @param actual the interface's method with the lambda's own types
 */
record LambdaClass(
        int version, String name, String host, String function, Type factory, Type erased, Handle body, Type actual) {
    private static final String ONLY = "ONLY";
    private static final String OF = "of";

    /** Puts one of it on the stack, its captured values taken off; with the interface's type, as before. */
    void putInPlace(MethodVisitor code) {
        if (factory.getArgumentTypes().length == 0) {
            code.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, type().getDescriptor());
        } else {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, name, OF, factory.getDescriptor(), false);
        }
    }

    private Type type() {
        return factory.getReturnType();
    }

    byte[] classFile() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String[] interfaces = {type().getInternalName()};
        writer.visit(version, Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC, name, null, "java/lang/Object", interfaces);
        writer.visitNestHost(host);
        constructor(writer);
        if (factory.getArgumentTypes().length == 0) {
            only(writer);
        } else {
            factory(writer);
        }
        function(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void constructor(ClassWriter writer) {
        MethodVisitor code = method(writer, 0, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured()));
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int local = 1;
        int field = 0;
        for (Type type : captured()) {
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "c" + field, type.getDescriptor(), null, null);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + field++, type.getDescriptor());
            local += type.getSize();
        }
        end(code, Type.VOID_TYPE);
    }

    private void only(ClassWriter writer) {
        writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, ONLY, type().getDescriptor(), null, null);
        MethodVisitor code = method(writer, Opcodes.ACC_STATIC, "<clinit>", "()V");
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, type().getDescriptor());
        end(code, Type.VOID_TYPE);
    }

    private void factory(ClassWriter writer) {
        MethodVisitor code = method(writer, Opcodes.ACC_STATIC, OF, factory.getDescriptor());
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int local = 0;
        for (Type type : captured()) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
        }
        String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, captured());
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", descriptor, false);
        end(code, type());
    }

    private void function(ClassWriter writer) {
        MethodVisitor code = method(writer, Opcodes.ACC_PUBLIC, function, erased.getDescriptor());
        BodyCall call = new BodyCall(body);
        call.begin(code);
        int parameter = 0;
        for (Type type : captured()) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, "c" + parameter, type.getDescriptor());
            Conversion.of(code, type, call.parameter(parameter++));
        }
        int local = 1;
        Type[] actualTypes = actual.getArgumentTypes();
        Type[] erasedTypes = erased.getArgumentTypes();
        for (int i = 0; i < erasedTypes.length; i++) {
            code.visitVarInsn(erasedTypes[i].getOpcode(Opcodes.ILOAD), local);
            local += erasedTypes[i].getSize();
            Type wanted = call.parameter(parameter++);
            // What is unboxed has to be known by its own type: it may be widened afterwards.
            Type known = Conversion.isPrimitive(wanted) && !Conversion.isPrimitive(actualTypes[i])
                    ? Conversion.cast(code, erasedTypes[i], actualTypes[i])
                    : erasedTypes[i];
            Conversion.of(code, known, wanted);
        }
        call.end(code);
        result(code, call.result());
        end(code, erased.getReturnType());
    }

    private void result(MethodVisitor code, Type given) {
        Type wanted = erased.getReturnType();
        if (wanted.getSort() == Type.VOID) {
            if (given.getSize() > 0) {
                code.visitInsn(given.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            }
        } else if (Conversion.isPrimitive(given) && !Conversion.isPrimitive(wanted)) {
            Conversion.of(code, given, actual.getReturnType());
        } else {
            Conversion.of(code, given, wanted);
        }
    }

    private Type[] captured() {
        return factory.getArgumentTypes();
    }

    private static MethodVisitor method(ClassWriter writer, int access, String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, Type result) {
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
