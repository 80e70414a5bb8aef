package heapsh.graph;

/**
 * Brings what is known of many objects near the processor, before it is asked for object by object.
 * A load from a random place waits for the memory a hundred times longer than a sum takes; loads
 * that do not wait for one another wait together. Changes nothing that can be seen. Belongs to one
 * thread.
 *
 * <p>A block of a few hundred objects is best: of a large one the first are gone again before they
 * are asked for.
 */
public interface Fetcher {
  /** Brings nothing: for graphs that have their own ways. */
  Fetcher NONE =
      new Fetcher() {
        @Override
        public void classes(int[] objects, int n) {}

        @Override
        public void outgoing(int[] objects, int n) {}
      };

  /** Brings the class numbers of the first {@code n} objects. */
  void classes(int[] objects, int n);

  /** Brings the class numbers and outgoing references of the first {@code n} objects. */
  void outgoing(int[] objects, int n);
}
