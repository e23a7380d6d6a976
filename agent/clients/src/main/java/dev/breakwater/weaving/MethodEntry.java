package dev.breakwater.weaving;

import dev.breakwater.client.HookPoint;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves, before the method's own code:
 *
 * <pre>
 *   Object answer = BreakwaterDoor.enter(hook, ThisClass.class, this, argument0);
 *   if (answer != null) answer = ((Function) answer).apply(new Object[] {this, argument0, ...});
 *   if (answer != null) return (Result) answer;
 * </pre>
 *
 * The hook may have it ask for argument1 where argument0 is null. The array is made only for who wants all arguments.
 */
final class MethodEntry extends MethodVisitor {
    private static final String ENTER = "(ILjava/lang/Class;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

    private final HookPoint hook;
    private final Type owner;
    private final Type[] arguments;
    private final Type result;
    private final boolean needsFrame;

    MethodEntry(MethodVisitor writer, HookPoint hook, Type owner, String descriptor, int version) {
        super(Opcodes.ASM9, writer);
        this.hook = hook;
        this.owner = owner;
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        this.needsFrame = version >= Opcodes.V1_6;
        if (arguments.length < (hook.orSecond() ? 2 : 1)
                || (result.getSort() < Type.ARRAY && result.getSort() != Type.VOID)) {
            throw new IllegalArgumentException(
                    "only a method that takes objects, and returns one or nothing, can be hooked at entry");
        }
        for (Type argument : arguments) {
            if (argument.getSort() < Type.ARRAY) {
                throw new IllegalArgumentException("a primitive argument: " + argument);
            }
        }
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Label original = new Label();
        if (hook.orSecond()) {
            enterWithFirstGiven();
        } else {
            enter(1);
        }
        visitInsn(Opcodes.DUP);
        visitJumpInsn(Opcodes.IFNULL, original);
        visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/Function");
        pushSelfAndArguments();
        visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/Function",
                "apply",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        visitInsn(Opcodes.DUP);
        visitJumpInsn(Opcodes.IFNULL, original);
        returnAnswer();
        visitLabel(original);
        frameWithAnswer();
        visitInsn(Opcodes.POP);
    }

    private void enter(int argument) {
        visitIntInsn(Opcodes.BIPUSH, hook.id());
        visitLdcInsn(owner);
        visitVarInsn(Opcodes.ALOAD, 0);
        visitVarInsn(Opcodes.ALOAD, argument);
        visitMethodInsn(Opcodes.INVOKESTATIC, DoorDefinition.INTERNAL_NAME, "enter", ENTER, false);
    }

    private void enterWithFirstGiven() {
        Label given = new Label();
        Label asked = new Label();
        visitVarInsn(Opcodes.ALOAD, 1);
        visitJumpInsn(Opcodes.IFNONNULL, given);
        enter(2);
        visitJumpInsn(Opcodes.GOTO, asked);
        visitLabel(given);
        if (needsFrame) {
            visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        enter(1);
        visitLabel(asked);
        frameWithAnswer();
    }

    /** The locals are those of the entry, so the frames that follow, relative to this one, stay right. */
    private void frameWithAnswer() {
        if (needsFrame) {
            visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Object"});
        }
    }

    /** Of a method without a result, any answer means that its work is done. */
    private void returnAnswer() {
        if (result.getSort() == Type.VOID) {
            visitInsn(Opcodes.POP);
            visitInsn(Opcodes.RETURN);
        } else {
            visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            visitInsn(Opcodes.ARETURN);
        }
    }

    private void pushSelfAndArguments() {
        visitIntInsn(Opcodes.BIPUSH, arguments.length + 1);
        visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int local = 0; local <= arguments.length; local++) {
            visitInsn(Opcodes.DUP);
            visitIntInsn(Opcodes.BIPUSH, local);
            visitVarInsn(Opcodes.ALOAD, local);
            visitInsn(Opcodes.AASTORE);
        }
    }
}
