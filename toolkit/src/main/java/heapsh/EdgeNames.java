package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.WorkAhead;
import heapsh.jdk.Relations;
import java.util.BitSet;

/**
 * Names the edges of a path tree ahead of the one thread that goes down it, on all processors:
 * naming is most of the work, and every edge is named by itself. What else must be looked up of an
 * edge at random places is looked up here too. Belongs to one thread; close it in the end.
 */
final class EdgeNames implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  /** How many edges are fetched at a time. */
  private static final int BLOCK = 1 << 8;

  private final HeapGraph graph;
  private final PathTree tree;
  private final BitSet onPath;
  private final Relations relations;
  private final boolean raw;
  private final Chunk[] slots = new Chunk[WorkAhead.slots()];
  private final long chunks;
  private final WorkAhead ahead;
  private long taken;

  /**
   * Starts to name the edges to marked objects.
   *
   * @param onPath marks places in the order of discovery
   * @param raw whether containers are not seen through
   */
  EdgeNames(HeapGraph graph, PathTree tree, BitSet onPath, Relations relations, boolean raw) {
    this.graph = graph;
    this.tree = tree;
    this.onPath = onPath;
    this.relations = relations;
    this.raw = raw;
    chunks = (onPath.length() + CHUNK - 1L) / CHUNK;
    ahead = new WorkAhead(this::maker);
    ahead.open(chunks);
  }

  /** Holds the edges to some marked objects, in the order of discovery. */
  static final class Chunk {
    private final int[] places = new int[CHUNK];
    private final int[] parents = new int[CHUNK];
    private final int[] names = new int[CHUNK];
    private final int[] ownClasses = new int[CHUNK];
    private int count;

    int count() {
      return count;
    }

    /** Returns where the object stands in the order of discovery. */
    int place(int i) {
      return places[i];
    }

    /** Returns where its parent stands, or {@link PathTree#START}; then there is no edge. */
    int parent(int i) {
      return parents[i];
    }

    /** Returns the relation, as {@link Relations.Cursor#step} gives it. */
    int name(int i) {
      return names[i];
    }

    /** Returns the class of both ends, or {@link ShapeTrie#NO_CLASS} when they differ. */
    int ownClass(int i) {
      return ownClasses[i];
    }
  }

  private WorkAhead.Maker maker() {
    Namer namer = new Namer();
    return (chunk, slot) -> {
      if (slots[slot] == null) {
        slots[slot] = new Chunk();
      }
      namer.fill(slots[slot], (int) (chunk * CHUNK));
    };
  }

  /** Names edges for one thread. */
  private final class Namer {
    private final Relations.Cursor cursor = relations.cursor(raw);
    private final int[] holders = new int[BLOCK];
    private final int[] targets = new int[BLOCK];

    /** Fills a chunk with the edges to the objects from a place on. */
    void fill(Chunk chunk, int from) {
      int to = (int) Math.min((long) from + CHUNK, tree.size());
      chunk.count = 0;
      for (int k = onPath.nextSetBit(from); k >= 0 && k < to; k = onPath.nextSetBit(k + 1)) {
        chunk.places[chunk.count] = k;
        chunk.parents[chunk.count++] = tree.holder(k);
      }
      for (int i = 0; i < chunk.count; i += BLOCK) {
        name(chunk, i, Math.min(i + BLOCK, chunk.count));
      }
    }

    private void name(Chunk chunk, int from, int to) {
      for (int i = from; i < to; i++) {
        targets[i - from] = tree.at(chunk.places[i]);
        int parent = chunk.parents[i];
        holders[i - from] = parent == PathTree.START ? targets[i - from] : tree.at(parent);
      }
      cursor.expect(holders, targets, to - from);
      for (int i = from; i < to; i++) {
        if (chunk.parents[i] != PathTree.START) {
          int holder = holders[i - from];
          int target = targets[i - from];
          int type = graph.classNumber(holder);
          chunk.names[i] = cursor.step(holder, target);
          chunk.ownClasses[i] = type == graph.classNumber(target) ? type : ShapeTrie.NO_CLASS;
        }
      }
    }
  }

  /**
   * Returns the next edges, which stand until this is called again; null when there are no more.
   */
  Chunk next() {
    if (taken == chunks) {
      return null;
    }
    taken++;
    return slots[ahead.next()];
  }

  @Override
  public void close() {
    ahead.close();
  }
}
