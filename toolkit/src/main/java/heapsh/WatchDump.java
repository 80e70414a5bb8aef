package heapsh;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Waits for a rule to hold, and then takes one dump.
 *
 * <p>A dump stops its target, so a failed one is not tried again by itself. Too little room is
 * found before anything stops: the rule stays, and waits for room. Thread-safe.
 */
final class WatchDump {
  private final Supplier<Heap> dumper;
  private final LongConsumer roomCheck;
  private final Consumer<String> out;
  private Rule rule;
  private boolean isWithoutRoom;
  private String outcome = "no rule was given; dumpWhen(Rule.totalBytes().above(\"3 GB\"))";
  private Heap heap;

  /**
   * Makes it without a rule.
   *
   * @param roomCheck throws HeapException when a dump of so many bytes has no room
   */
  WatchDump(Supplier<Heap> dumper, LongConsumer roomCheck, Consumer<String> out) {
    this.dumper = dumper;
    this.roomCheck = roomCheck;
    this.out = out;
  }

  /** Sets the rule; {@code bytes} is what a dump would take now, {@code note} goes with it. */
  synchronized void arm(Rule newRule, long bytes, String note) {
    roomCheck.accept(bytes);
    rule = newRule;
    isWithoutRoom = false;
    outcome = "the rule does not hold yet: " + newRule;
    if (!note.isEmpty()) {
      out.accept("Waiting for: " + newRule + "." + note);
    }
  }

  /** Takes the dump when the rule holds. Called after each look, on its thread. */
  void check(Rule.Facts facts, long bytes) {
    Rule held = rule();
    if (held == null || !held.holds(facts) || !hasRoom(bytes)) {
      return;
    }
    disarm(held, "the dump is being taken");
    out.accept("The rule holds: " + held + ". Taking a dump.");
    try {
      Heap dumped = dumper.get();
      synchronized (this) {
        heap = dumped;
      }
      out.accept("The dump is open: watch.heap() is its heap.");
    } catch (HeapException e) {
      disarm(held, "the dump failed: " + e.getMessage());
      out.accept("No dump: " + e.getMessage() + ". Call dumpWhen(...) to try again.");
    }
  }

  private synchronized Rule rule() {
    return rule;
  }

  private synchronized void disarm(Rule held, String newOutcome) {
    rule = rule == held ? null : rule; // another may have been set meanwhile
    outcome = newOutcome;
  }

  private synchronized boolean hasRoom(long bytes) {
    try {
      roomCheck.accept(bytes);
      isWithoutRoom = false;
      return true;
    } catch (HeapException e) {
      if (!isWithoutRoom) {
        out.accept("The rule holds, but " + e.getMessage() + ". Waiting for room.");
      }
      isWithoutRoom = true;
      return false;
    }
  }

  synchronized Heap heap() {
    if (heap == null) {
      throw new HeapException("no dump: " + outcome);
    }
    return heap;
  }

  /** Returns a line, begun with a line break, on rule and dump; empty when there are none. */
  synchronized String status() {
    if (rule != null) {
      return "\nDump when: " + rule + (isWithoutRoom ? " (waits for room)" : "");
    }
    return heap == null ? "" : "\nA dump was taken; heap() is its heap.";
  }
}
