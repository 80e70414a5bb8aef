package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntSortedSet;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Sums the objects of an open heap into {@link DumpShapes}. Not thread-safe. */
final class ShapeReading {
  /** From how many keys of one object each below one shape on they are folded at once. */
  static final int MOST_SINGLE_KEYS = 100;

  private final HeapGraph graph;
  private final StepTrie trie;
  private final int[] typeOfClass;
  private final IntArrayList entered = new IntArrayList();
  private final Int2ObjectOpenHashMap<LongOpenHashSet> foldedKeys = new Int2ObjectOpenHashMap<>();
  private final Int2IntOpenHashMap labelOfCode = new Int2IntOpenHashMap();

  private ShapeReading(Heap heap, StepLabels steps, StepLabels types) {
    graph = heap.graph();
    trie = new StepTrie(steps);
    typeOfClass = new int[graph.classCount()];
    for (int number = 0; number < typeOfClass.length; number++) {
      typeOfClass[number] = type(types, graph.heapClass(number));
    }
    labelOfCode.defaultReturnValue(-1);
  }

  /** Returns the number of a class's name. */
  static int type(StepLabels types, HeapClass type) {
    return types.of(Relation.Sort.CLASS, type.name());
  }

  /** Sums what is reachable in a heap. O(objects + references). */
  static DumpShapes of(Heap heap, StepLabels steps, StepLabels types) {
    ShapeReading sums = new ShapeReading(heap, steps, types);
    Shapes shapes = sums.shapes(heap);
    List<Sums> parts = shapes.found.shareTargets(() -> sums.new Sums(shapes.numbers));
    Sums withoutPath = sums.new Sums(shapes.numbers);
    RoaringBitmap.andNot(shapes.set, Unreached.reached(shapes.set, shapes.tree))
        .forEach((IntConsumer) withoutPath::acceptWithoutPath);
    List<ShapeCells> cells = new ArrayList<>();
    parts.forEach(part -> cells.add(part.end()));
    cells.add(withoutPath.end());
    return new DumpShapes(sums.trie, sums.entered, sums.foldedKeys, ShapeCells.sum(cells));
  }

  /**
   * Sums objects for one thread, a block at a time: so loads from random places wait for the memory
   * together.
   */
  private final class Sums implements PathShapes.ShapeConsumer {
    private static final int BLOCK = 256;

    private final int[] numbers;
    private final ShapeCells cells = new ShapeCells();
    private final int[] objects = new int[BLOCK];
    private final int[] nodes = new int[BLOCK];
    private final int[] types = new int[BLOCK];
    private final long[] sizes = new long[BLOCK];
    private int waiting;

    /** Makes empty sums; the numbers are those of {@link Shapes}. */
    Sums(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public void accept(int index, int shape) {
      add(index, numbers[shape]);
    }

    void acceptWithoutPath(int index) {
      add(index, ShapeCells.NO_PATH);
    }

    private void add(int index, int node) {
      objects[waiting] = index;
      nodes[waiting++] = node;
      if (waiting == BLOCK) {
        addWaiting();
      }
    }

    private void addWaiting() {
      for (int i = 0; i < waiting; i++) {
        types[i] = graph.classNumber(objects[i]);
      }
      for (int i = 0; i < waiting; i++) {
        sizes[i] = graph.shallowBytes(objects[i]);
      }
      for (int i = 0; i < waiting; i++) {
        cells.add(nodes[i], typeOfClass[types[i]], 1, sizes[i]);
      }
      waiting = 0;
    }

    ShapeCells end() {
      addWaiting();
      return cells;
    }
  }

  /**
   * Holds which object of a heap has which shape.
   *
   * @param numbers for each node of the shapes found the node of the trie of labels
   */
  record Shapes(RoaringBitmap set, PathTree tree, PathShapes found, int[] numbers) {
    void forEach(PathShapes.ShapeConsumer consumer) {
      found.forEachTarget((index, shape) -> consumer.accept(index, numbers[shape]));
    }
  }

  /** Finds the shapes of a heap again, with the same numbers; the heap must be open. */
  static Shapes again(Heap heap, StepLabels steps, StepLabels types) {
    return new ShapeReading(heap, steps, types).shapes(heap);
  }

  private Shapes shapes(Heap heap) {
    PathQuery query = PathQuery.PLAIN.including(heap.retention().strengths());
    PathTree tree = query.search(graph);
    RoaringBitmap set = heap.reachable().bitmap();
    PathShapes found = PathShapes.unfolded(heap, query, tree, set, MOST_SINGLE_KEYS);
    return new Shapes(set, tree, found, read(found.trie()));
  }

  private int[] read(ShapeTrie found) {
    int[] numbers = new int[found.size()];
    entered.add(0);
    for (int node = ShapeTrie.ROOT + 1; node < numbers.length; node++) {
      int number = read(found, node, numbers[found.parent(node)]);
      numbers[node] = number;
      if (number == entered.size()) {
        entered.add(0);
      }
      entered.set(number, entered.getInt(number) + found.entered(node));
      trie.merge(number, found.loop(node), runTexts(found, node));
    }
    return numbers;
  }

  private int read(ShapeTrie found, int node, int parent) {
    int code = found.code(node);
    if (!found.isRareKey(node)) {
      return trie.child(parent, label(found.steps(), code));
    }
    int folded = trie.child(parent, label(found.steps(), found.steps().folded(code)));
    foldedKeys
        .computeIfAbsent(folded, k -> new LongOpenHashSet())
        .add(StepLabels.hash(found.steps().text(code)));
    return folded;
  }

  private int label(ShapeSteps steps, int code) {
    int label = labelOfCode.get(code);
    if (label < 0) {
      String text =
          ShapeSteps.isRun(code)
              ? "(" + graph.heapClass(code - ShapeSteps.ofRun(0)).name() + ")"
              : steps.text(code);
      int fold = steps.isFoldable(code) ? label(steps, steps.folded(code)) : StepLabels.NO_FOLD;
      label = trie.names().of(steps.sort(code), text, fold);
      labelOfCode.put(code, label);
    }
    return label;
  }

  private static List<String> runTexts(ShapeTrie found, int node) {
    IntSortedSet run = found.run(node);
    if (run == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    run.forEach((int code) -> texts.add(found.steps().text(code)));
    return texts;
  }
}
