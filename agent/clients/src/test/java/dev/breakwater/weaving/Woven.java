package dev.breakwater.weaving;

import dev.breakwater.client.FreshLoader;
import dev.breakwater.client.HookPoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/** Weaves and loads a class in this JVM, where the door bears its own name and not one in java.lang. */
final class Woven {
    private Woven() {}

    static Class<?> load(Class<?> original, HookPoint... hooks) throws ClassNotFoundException {
        byte[] woven = Objects.requireNonNull(ClassEditor.weave(FreshLoader.classFile(original), List.of(hooks)));
        FreshLoader loader = new FreshLoader("woven", Map.of(original.getName(), doorInPlace(woven)));
        // Initialised, and so verified: a wrong frame is found here.
        return Class.forName(original.getName(), true, loader);
    }

    static byte[] doorInPlace(byte[] woven) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(woven)
                .accept(
                        new ClassRemapper(
                                writer,
                                new SimpleRemapper(
                                        Opcodes.ASM9, DoorDefinition.INTERNAL_NAME, "dev/breakwater/bootstrap/Door")),
                        0);
        return writer.toByteArray();
    }
}
