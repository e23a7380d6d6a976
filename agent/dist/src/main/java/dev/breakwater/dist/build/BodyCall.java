package dev.breakwater.dist.build;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The call of what a method handle names. */
record BodyCall(Handle body) {
    private boolean isConstructor() {
        return body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    }

    private boolean hasReceiver() {
        return body.getTag() != Opcodes.H_INVOKESTATIC && !isConstructor();
    }

    /** Before the arguments. */
    void begin(MethodVisitor code) {
        if (isConstructor()) {
            code.visitTypeInsn(Opcodes.NEW, body.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
    }

    /** The type of an argument; a receiver is the first one. */
    Type parameter(int index) {
        if (!hasReceiver()) {
            return Type.getArgumentTypes(body.getDesc())[index];
        }
        return index == 0 ? Type.getObjectType(body.getOwner()) : Type.getArgumentTypes(body.getDesc())[index - 1];
    }

    Type result() {
        return isConstructor() ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    }

    /** After the arguments. */
    void end(MethodVisitor code) {
        code.visitMethodInsn(opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    }

    private int opcode() {
        return switch (body.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            // What javac calls "special" here is a private method of the lambda's own class: from elsewhere in the nest
            // it is called like any other.
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKESPECIAL, Opcodes.H_INVOKEINTERFACE ->
                body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            default -> throw new IllegalArgumentException("not a method: " + body);
        };
    }
}
