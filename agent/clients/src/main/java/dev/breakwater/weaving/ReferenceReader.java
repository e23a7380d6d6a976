package dev.breakwater.weaving;

import dev.breakwater.client.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;

/** Lists what a class file names, straight from its constant pool: no code has to be parsed for it. */
final class ReferenceReader {
    // Tags of the constant pool, JVM specification 4.4.
    static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_TYPE = 16;

    private final ClassReader reader;
    private final char[] buffer;
    private final List<Reference> references = new ArrayList<>();

    private ReferenceReader(byte[] classFile) {
        reader = new ClassReader(classFile);
        buffer = new char[reader.getMaxStringLength()];
    }

    /** Every class, method and field that the class file refers to, itself included. */
    static Collection<Reference> read(byte[] classFile) {
        return new ReferenceReader(classFile).references();
    }

    private Collection<Reference> references() {
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            // Longs and doubles take two places, the second of which is empty.
            if (offset != 0) {
                addItem(reader.readByte(offset - 1), offset);
            }
        }
        return references;
    }

    private void addItem(int tag, int offset) {
        if (tag == CLASS) {
            addClass(Type.getObjectType(reader.readUTF8(offset, buffer)));
        } else if (tag == METHOD_TYPE) {
            addTypesOf(reader.readUTF8(offset, buffer));
        } else if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
            int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
            String descriptor = reader.readUTF8(nameAndType + 2, buffer);
            Type owner = Type.getObjectType(reader.readClass(offset, buffer));
            if (owner.getSort() == Type.OBJECT) {
                references.add(new Reference(owner.getClassName(), reader.readUTF8(nameAndType, buffer), descriptor));
            }
            addTypesOf(descriptor);
        }
    }

    private void addTypesOf(String descriptor) {
        if (descriptor.startsWith("(")) {
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                addClass(argument);
            }
            addClass(Type.getReturnType(descriptor));
        } else {
            addClass(Type.getType(descriptor));
        }
    }

    private void addClass(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            references.add(new Reference(element.getClassName(), null, ""));
        }
    }
}
