package dev.breakwater.weaving;

import dev.breakwater.client.RewrittenField;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves, before every return of a constructor:
 *
 * <pre>
 *   this.field = (FieldType) BreakwaterDoor.rewrite(hook, ThisClass.class, this, this.field, this.guard);
 * </pre>
 *
 * There is no branch in it, the door looks at the guard: so no frame is needed at a place whose locals are unknown.
 */
final class ConstructorExit extends MethodVisitor {
    private static final String REWRITE = "(ILjava/lang/Class;Ljava/lang/Object;Ljava/lang/Object;I)Ljava/lang/Object;";

    private final int hook;
    private final RewrittenField field;
    private final Type owner;

    ConstructorExit(MethodVisitor writer, int hook, RewrittenField field, Type owner) {
        super(Opcodes.ASM9, writer);
        this.hook = hook;
        this.field = field;
        this.owner = owner;
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.RETURN) {
            rewriteField();
        }
        super.visitInsn(opcode);
    }

    private void rewriteField() {
        String self = owner.getInternalName();
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitIntInsn(Opcodes.BIPUSH, hook);
        super.visitLdcInsn(owner);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, self, field.name(), field.descriptor());
        if (field.zeroGuard() == null) {
            super.visitInsn(Opcodes.ICONST_0);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitFieldInsn(Opcodes.GETFIELD, self, field.zeroGuard(), "I");
        }
        super.visitMethodInsn(Opcodes.INVOKESTATIC, DoorDefinition.INTERNAL_NAME, "rewrite", REWRITE, false);
        super.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(field.descriptor()).getInternalName());
        super.visitFieldInsn(Opcodes.PUTFIELD, self, field.name(), field.descriptor());
    }
}
