package heapsh;

import java.util.List;

/** Chooses and words the frames of recorded stacks. */
final class Frames {
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private Frames() {}

  /** Returns the innermost frame that is not the JDK's; the innermost of all if there is none. */
  static String own(List<String> stack) {
    for (String frame : stack) {
      if (JDK.stream().noneMatch(frame::startsWith)) {
        return frame;
      }
    }
    return stack.isEmpty() ? "" : stack.get(0);
  }

  /** Words a stack: its own frame, and the one of the JDK where the object was really made. */
  static String shown(List<String> stack) {
    String own = own(stack);
    return stack.isEmpty() || own.equals(stack.get(0))
        ? own
        : own + ", in " + shortName(stack.get(0));
  }

  /** Shortens {@code com.acme.Registry.INSTANCE} to {@code Registry.INSTANCE}. */
  static String shortName(String member) {
    int dot = member.lastIndexOf('.', member.lastIndexOf('.') - 1);
    return dot < 0 || member.endsWith("]") && !member.contains(".")
        ? member
        : member.endsWith("]")
            ? member.substring(member.lastIndexOf('.') + 1)
            : member.substring(dot + 1);
  }
}
