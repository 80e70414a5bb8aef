package heapsh.benchmarks.crawler;

/** A linked list from a static field: deep input for every traversal. */
public final class History {
  private static Visit first;

  private History() {}

  /**
   * Fills the list, replacing what was there.
   *
   * @param visits how many nodes; the heap is that deep afterwards
   */
  public static void fill(int visits) {
    Visit head = null;
    for (int i = 0; i < visits; i++) {
      head = new Visit(head, i);
    }
    first = head;
  }

  /** Returns the number of the latest visit, or -1 if there is none. */
  public static long latest() {
    return first == null ? -1 : first.at();
  }

  private record Visit(Visit next, long at) {}
}
