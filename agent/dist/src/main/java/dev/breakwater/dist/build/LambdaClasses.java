package dev.breakwater.dist.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Makes a class file of each lambda and each method reference. The JVM otherwise makes that class itself when it comes to the
 * place for the first time, which costs several times what reading one costs; and the first one sets up machinery that many
 * applications never need. Nothing else changes: what captures nothing is still one object, and a lambda's body stays where it
 * is, reached as by any member of its nest.
 */
public final class LambdaClasses {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    private final Map<String, byte[]> result = new TreeMap<>();
    private final Map<String, List<String>> newMembersByHost = new TreeMap<>();

    private LambdaClasses() {}

    /**
     * The class files as they are to be, with those that were added.
     *
     * @param classFiles by internal name; nests must be whole
     */
    public static Map<String, byte[]> of(Map<String, byte[]> classFiles) {
        LambdaClasses all = new LambdaClasses();
        classFiles.forEach(all::rewrite);
        all.newMembersByHost.forEach(all::join);
        return all.result;
    }

    private void rewrite(String name, byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        Rewriting rewriting = new Rewriting(writer);
        new ClassReader(classFile).accept(rewriting, 0);
        result.put(name, rewriting.lambdas == 0 ? classFile : writer.toByteArray());
    }

    /** A nest's host has to know its members. */
    private void join(String host, List<String> members) {
        ClassReader reader = new ClassReader(Objects.requireNonNull(result.get(host), host));
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        members.forEach(this::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        result.put(host, writer.toByteArray());
    }

    /** Replaces the places where lambdas are made, by something with the same effect on the stack. */
    private final class Rewriting extends ClassVisitor {
        private int version;
        private String name = "";
        private String host = "";
        private int lambdas;

        Rewriting(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            this.version = version;
            this.name = name;
            this.host = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitNestHost(String nestHost) {
            host = nestHost;
            super.visitNestHost(nestHost);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String type, @Nullable String signature, String @Nullable [] exceptions) {
            MethodVisitor writer = super.visitMethod(access, method, type, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visitInvokeDynamicInsn(
                        String function, String factory, Handle bootstrap, Object... arguments) {
                    if (!bootstrap.getOwner().equals(METAFACTORY)
                            || !bootstrap.getName().equals("metafactory")) {
                        super.visitInvokeDynamicInsn(function, factory, bootstrap, arguments);
                        return;
                    }
                    LambdaClass lambda = new LambdaClass(
                            version,
                            name + "$$L" + lambdas++,
                            host,
                            function,
                            Type.getMethodType(factory),
                            (Type) arguments[0],
                            (Handle) arguments[1],
                            (Type) arguments[2]);
                    lambda.putInPlace(mv);
                    result.put(lambda.name(), lambda.classFile());
                    newMembersByHost
                            .computeIfAbsent(host, unused -> new ArrayList<>())
                            .add(lambda.name());
                }
            };
        }
    }
}
