package dev.breakwater.weaving;

import dev.breakwater.client.HookPoint;
import dev.breakwater.client.RewrittenField;
import dev.breakwater.client.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class's hooks into its class file. Methods without a hook are copied as they are; frames are written by
 * hand, because computing them would load the application's classes while one of them is being loaded.
 */
final class ClassEditor extends ClassVisitor {
    private final List<HookPoint> hooks;
    private int version;
    private Type type = Type.VOID_TYPE;
    private final Set<String> fields = new HashSet<>();
    private int hookedMethods;

    private ClassEditor(ClassWriter writer, List<HookPoint> hooks) {
        super(Opcodes.ASM9, writer);
        this.hooks = hooks;
    }

    /**
     * The woven class file; null if it is woven already.
     *
     * @throws IllegalArgumentException if the class has nothing to hook, or a form that cannot be hooked
     */
    static byte @Nullable [] weave(byte[] classFile, List<HookPoint> hooks) {
        ClassReader reader = new ClassReader(classFile);
        if (callsDoor(reader)) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassEditor editor = new ClassEditor(writer, hooks);
        reader.accept(editor, 0);
        if (editor.hookedMethods == 0) {
            throw new IllegalArgumentException("this version has no such method");
        }
        return writer.toByteArray();
    }

    private static boolean callsDoor(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            boolean classReference = offset != 0 && reader.readByte(offset - 1) == ReferenceReader.CLASS;
            if (classReference && DoorDefinition.INTERNAL_NAME.equals(reader.readUTF8(offset, buffer))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        if ((version & 0xFFFF) < Opcodes.V1_5) {
            throw new IllegalArgumentException("class file version " + version + " cannot name classes as constants");
        }
        this.version = version & 0xFFFF;
        type = Type.getObjectType(name);
        super.visit(version, access, name, signature, superName, interfaces);
    }

    /** Fields come before methods, so that a hook can be refused before it is woven. */
    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if ((access & Opcodes.ACC_STATIC) == 0) {
            fields.add(name + descriptor);
        }
        return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean hasSelfAndCode = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        for (HookPoint hook : hooks) {
            if (hasSelfAndCode && hook.matches(name, descriptor)) {
                hookedMethods++;
                return hooked(writer, hook, descriptor);
            }
        }
        return writer;
    }

    private MethodVisitor hooked(MethodVisitor writer, HookPoint hook, String descriptor) {
        if (hook.shape() == Shape.METHOD_ENTRY) {
            return new MethodEntry(writer, hook, type, descriptor, version);
        }
        RewrittenField field = Objects.requireNonNull(hook.field());
        if (!fields.contains(field.name() + field.descriptor())
                || (field.zeroGuard() != null && !fields.contains(field.zeroGuard() + "I"))) {
            throw new IllegalArgumentException("this version has no such field: " + field);
        }
        return new ConstructorExit(writer, hook.id(), field, type);
    }
}
