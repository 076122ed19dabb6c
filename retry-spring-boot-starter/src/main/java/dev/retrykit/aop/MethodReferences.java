package dev.retrykit.aop;

import java.util.ArrayList;
import java.util.List;
import org.springframework.asm.ClassReader;

/**
 * The methods that the code of a class can call or make method references of, as its constant pool lists them: whoever
 * looks for calls of one that is not there need not read the code.
 */
final class MethodReferences {

    private static final int METHOD = 10;
    private static final int METHOD_OF_INTERFACE = 11;

    private MethodReferences() {}

    /** Name and descriptor of each, of whatever class it is. */
    static List<String> in(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        List<String> references = new ArrayList<>();
        for (int index = 1; index < reader.getItemCount(); index++) {
            int item = reader.getItem(index);
            // The second half of a number has no place of its own.
            int tag = item == 0 ? 0 : reader.readByte(item - 1);
            if (tag == METHOD || tag == METHOD_OF_INTERFACE) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
                references.add(reader.readUTF8(nameAndType, buffer) + reader.readUTF8(nameAndType + 2, buffer));
            }
        }
        return references;
    }
}
