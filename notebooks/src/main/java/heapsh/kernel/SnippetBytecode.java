package heapsh.kernel;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Changes the compiled code of a snippet so that it stays under the kernel's control: every jump
 * backwards first asks whether the cell was interrupted, and calls that would end the JVM end the
 * cell. The JDK does the former in its own LocalExecutionControl, from release 22 on.
 *
 * <p>Neither needs room on the stack or changes it, so frames stay as they are.
 */
final class SnippetBytecode {
  private static final String GUARD = "heapsh/kernel/CellGuard";
  private static final String RUNTIME = "java/lang/Runtime";
  private static final String STATUS = "(I)V";

  private SnippetBytecode() {}

  /** Returns the class changed; as it is when it is of a JDK that is too new to be read. */
  static byte[] guarded(byte[] snippet) {
    ClassReader reader;
    try {
      reader = new ClassReader(snippet);
    } catch (IllegalArgumentException e) {
      return snippet; // Loops are then not interruptible, everything else works.
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Guarding(writer), 0);
    return writer.toByteArray();
  }

  private static final class Guarding extends ClassVisitor {
    Guarding(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new GuardedMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class GuardedMethod extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    GuardedMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (passed.contains(target)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "check", "()V", false);
      }
      super.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean ends = name.equals("exit") || name.equals("halt");
      if (ends && descriptor.equals(STATUS) && owner.equals("java/lang/System")) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", STATUS, false);
      } else if (ends && descriptor.equals(STATUS) && owner.equals(RUNTIME)) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", "(L" + RUNTIME + ";I)V", false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }
  }
}
