package heapsh.jdk;

import heapsh.graph.GcRoot;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.RootKind;
import heapsh.hprof.FieldType;
import heapsh.jdk.Relation.Sort;
import heapsh.render.SafeText;
import java.nio.charset.StandardCharsets;

/** Names GC roots and thread locals. Thread-safe; readers and cursors belong to the caller. */
final class ThreadLabels {
  private static final int MAX_CHARS = 40;

  private final HeapGraph graph;
  private final JavaStrings strings;
  private final Labels labels;
  private final TypeNames names;

  ThreadLabels(HeapGraph graph, JavaStrings strings, Labels labels, TypeNames names) {
    this.graph = graph;
    this.strings = strings;
    this.labels = labels;
    this.names = names;
  }

  /** Returns the relation of a root without its thread, as tables show it. */
  int ofRoot(GcRoot root) {
    String text = '<' + rootText(root) + '>';
    return labels.intern(Sort.ROOT, text, text);
  }

  /** Returns the relation of a root whose step names its thread, as paths show it. */
  int ofRootInThread(ObjectReader reader, GcRoot root) {
    String text = rootText(root);
    if (root.kind() == RootKind.THREAD) {
      return ofThread(reader, root.index(), '<' + text + '>');
    }
    String thread = isLocal(root) ? threadName(reader, root.thread()) : null;
    String step = thread == null ? text : text + " in thread " + SafeText.quote(thread, MAX_CHARS);
    return labels.intern(Sort.ROOT, '<' + text + '>', '<' + step + '>');
  }

  private int ofThread(ObjectReader reader, int thread, String text) {
    String name = threadName(reader, thread);
    String step = name == null ? text : text + ' ' + SafeText.quote(name, MAX_CHARS);
    return labels.intern(Sort.ROOT, text, step);
  }

  private static boolean isLocal(GcRoot root) {
    return switch (root.kind()) {
      case JAVA_FRAME, JNI_LOCAL, NATIVE_STACK, THREAD_BLOCK -> true;
      default -> false;
    };
  }

  private static String rootText(GcRoot root) {
    String text = root.kind().text();
    boolean named = root.method() != null && isLocal(root);
    if (!named) {
      return text;
    }
    String of = root.kind() == RootKind.JNI_LOCAL ? RootKind.JAVA_FRAME.text() : text;
    return of + " of " + TypeNames.safe(root.method());
  }

  /** Reads the name of a thread: a String, a char[] up to JDK 8; null when there is none. */
  String threadName(ObjectReader reader, int thread) {
    if (thread < 0) {
      return null;
    }
    HeapField field = fieldOf(thread, "name", "java.lang.Thread");
    int name = field == null ? ObjectReader.NULL : reader.reference(thread, field);
    if (name < 0) {
      return null;
    }
    FieldType element = graph.heapClass(graph.classNumber(name)).elementType();
    if (element == FieldType.CHAR && reader.hasData(name)) {
      int chars = Math.min(reader.arrayLength(name), MAX_CHARS + 1);
      return new String(reader.arrayBytes(name, 0, chars * 2), StandardCharsets.UTF_16BE);
    }
    return strings.text(reader, name, MAX_CHARS + 1);
  }

  private HeapField fieldOf(int index, String name, String declaringClass) {
    HeapClass type = graph.heapClass(graph.classNumber(index));
    for (int k = 0; k < type.fieldCount(); k++) {
      HeapField field = type.field(k);
      if (field.isReference()
          && field.name().equals(name)
          && graph.heapClass(field.declaringClass()).name().equals(declaringClass)) {
        return field;
      }
    }
    return null;
  }

  /**
   * Returns the relation of a thread local's value. It is named by the ThreadLocal: by the static
   * field that holds that, else by the text in a field {@code name} of it, else by its class.
   *
   * @param incoming a cursor that may be moved
   * @param outgoing a cursor that may be moved
   */
  int ofThreadLocal(
      ObjectReader reader, ReferenceCursor incoming, ReferenceCursor outgoing, int local) {
    String text = "<thread-local>";
    if (local >= 0) {
      String name = staticHolder(incoming, outgoing, local);
      name = name != null ? name : ownName(reader, local);
      name = name != null ? name : names.of(graph.classNumber(local));
      text = "<thread-local " + name + '>';
    }
    return labels.intern(Sort.THREAD_LOCAL, text, text);
  }

  private String staticHolder(ReferenceCursor incoming, ReferenceCursor outgoing, int local) {
    String first = null;
    incoming.moveTo(local);
    for (int source = incoming.next(); source >= 0; source = incoming.next()) {
      int holder = graph.representedClass(source);
      String name = holder < 0 ? null : staticName(outgoing, source, holder, local);
      if (name != null && (first == null || name.compareTo(first) < 0)) {
        first = name;
      }
    }
    return first;
  }

  private String staticName(ReferenceCursor outgoing, int source, int holder, int local) {
    HeapClass type = graph.heapClass(holder);
    outgoing.moveTo(source);
    for (int target = outgoing.next(); target >= 0; target = outgoing.next()) {
      if (target == local && outgoing.slot() >= HeapClass.CLASS_SLOTS.size()) {
        String name = names.ofStatic(type, type.staticSlot(outgoing.slot()));
        return name.substring("static ".length());
      }
    }
    return null;
  }

  private String ownName(ObjectReader reader, int local) {
    HeapField field = graph.heapClass(graph.classNumber(local)).fieldNamed("name");
    int name = field == null || !field.isReference() ? -1 : reader.reference(local, field);
    String text = name < 0 ? null : strings.text(reader, name, MAX_CHARS + 1);
    return text == null ? null : SafeText.of(text, MAX_CHARS);
  }
}
