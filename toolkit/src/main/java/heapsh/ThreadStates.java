package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import java.util.Set;

/**
 * Reads the states of threads, as {@link Thread.State} has them, from their fields. Not
 * thread-safe.
 *
 * <p>A platform thread keeps its JVM TI state in {@code threadStatus}, since JDK 19 in its {@code
 * holder}. A virtual thread keeps a number of its own, whose meaning differs between JDKs; the
 * constants of its class in the dump tell it.
 */
final class ThreadStates {
  private static final int ALIVE = 0x1;
  private static final int TERMINATED = 0x2;
  private static final int RUNNABLE = 0x4;
  private static final int WAITING = 0x10;
  private static final int WAITING_WITH_TIMEOUT = 0x20;
  private static final int BLOCKED = 0x400;
  private static final int VIRTUAL_SUSPENDED = 1 << 8;
  private static final Set<String> VIRTUAL_STATES =
      Set.of(
          "NEW",
          "STARTED",
          "RUNNABLE",
          "RUNNING",
          "PARKING",
          "PARKED",
          "PINNED",
          "TIMED_PARKING",
          "TIMED_PARKED",
          "TIMED_PINNED",
          "UNPARKED",
          "YIELDING",
          "YIELDED",
          "BLOCKING",
          "BLOCKED",
          "UNBLOCKED",
          "WAITING",
          "WAIT",
          "TIMED_WAITING",
          "TIMED_WAIT",
          "TERMINATED");

  private final HeapGraph graph;
  private final ObjectReader reader;

  ThreadStates(HeapGraph graph) {
    this.graph = graph;
    reader = graph.reader();
  }

  /** Returns the state of a thread, empty when its class has none that is known. */
  String of(int thread) {
    HeapField status = field(thread, "threadStatus", FieldType.INT);
    if (isVirtual(graph, thread)) {
      HeapField state = field(thread, "state", FieldType.INT);
      return state == null ? "" : virtual(thread, (int) reader.bits(thread, state));
    }
    if (status != null) {
      return platform((int) reader.bits(thread, status));
    }
    HeapField holder = field(thread, "holder", FieldType.OBJECT);
    int held = holder == null ? ObjectReader.NULL : reader.reference(thread, holder);
    HeapField inHolder = held < 0 ? null : field(held, "threadStatus", FieldType.INT);
    return inHolder == null ? "" : platform((int) reader.bits(held, inHolder));
  }

  private HeapField field(int index, String name, FieldType type) {
    HeapField field = graph.heapClass(graph.classNumber(index)).fieldNamed(name);
    return field != null && field.type() == type ? field : null;
  }

  /** Tells whether a thread is a virtual one. */
  static boolean isVirtual(HeapGraph graph, int thread) {
    for (int number = graph.classNumber(thread); number >= 0; ) {
      HeapClass type = graph.heapClass(number);
      if (type.name().equals("java.lang.BaseVirtualThread")) {
        return true;
      }
      number = type.superNumber();
    }
    return false;
  }

  /** Translates JVM TI's bits as {@code jdk.internal.misc.VM.toThreadState} does. */
  static String platform(int status) {
    if ((status & RUNNABLE) != 0) {
      return "RUNNABLE";
    } else if ((status & BLOCKED) != 0) {
      return "BLOCKED";
    } else if ((status & WAITING) != 0) {
      return "WAITING";
    } else if ((status & WAITING_WITH_TIMEOUT) != 0) {
      return "TIMED_WAITING";
    } else if ((status & TERMINATED) != 0) {
      return "TERMINATED";
    }
    return (status & ALIVE) == 0 ? "NEW" : "RUNNABLE";
  }

  private String virtual(int thread, int state) {
    for (int number = graph.classNumber(thread); number >= 0; ) {
      HeapClass type = graph.heapClass(number);
      for (HeapField constant : type.staticFields()) {
        if (constant.type() == FieldType.INT
            && VIRTUAL_STATES.contains(constant.name())
            && type.objectIndex() >= 0
            && reader.bits(type.objectIndex(), constant) == (state & ~VIRTUAL_SUSPENDED)) {
          return translated(constant.name());
        }
      }
      number = type.superNumber();
    }
    return "";
  }

  private static String translated(String constant) {
    return switch (constant) {
      case "NEW", "TERMINATED" -> constant;
      case "PARKED", "PINNED", "WAIT" -> "WAITING";
      case "TIMED_PARKED", "TIMED_PINNED", "TIMED_WAIT" -> "TIMED_WAITING";
      case "BLOCKED" -> "BLOCKED";
      default -> "RUNNABLE";
    };
  }
}
