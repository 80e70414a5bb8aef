package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.PathTree;
import heapsh.graph.Strength;
import heapsh.jdk.Relation;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Wrap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says in one sentence why an object is alive: the shortest path from a GC root to it, in words; or
 * that nothing keeps it. Immutable.
 *
 * <pre>
 *   byte[] 0xf0a01000 (5200 bytes) is alive because the static field
 *   crawler.Connections.INSTANCE holds a Connections, whose field connections
 *   holds a ConcurrentHashMap, which holds under "default" a DatabaseWrapper,
 *   whose field queriesLog holds it.
 * </pre>
 */
public final class WhyAlive implements Rich {
  private static final int STEPS_AT_START = 5;
  private static final int STEPS_AT_END = 4;
  private static final int LONGEST_NAME = 200;

  private final Heap heap;
  private final int index;
  private final String sentence;

  private WhyAlive(Heap heap, int index, String sentence) {
    this.heap = heap;
    this.index = index;
    this.sentence = sentence;
  }

  /** Explains one object. */
  static WhyAlive of(Heap heap, int index) {
    PathQuery query = PathQuery.PLAIN.including(heap.retention().strengths());
    return new WhyAlive(heap, index, name(heap, index) + " " + reason(heap, query, index) + ".");
  }

  /** Explains the objects of the biggest of the shapes of paths to a set. */
  static WhyAlive of(ObjectSet set) {
    if (set.isEmpty()) {
      throw new HeapException("whyAlive() explains objects, and this set is empty");
    }
    if (set.count() == 1) {
      return of(set.heap(), set.bitmap().first());
    }
    RootPaths paths = set.shpaths();
    ObjectSet biggest = paths.rowCount() > 0 ? paths.get(0).objects() : paths.unreached();
    WhyAlive one = of(set.heap(), biggest.largest(1).bitmap().first());
    String some = PartitionText.objects(biggest.count());
    String share = biggest.count() == set.count() ? "All " + some : some + " of " + set.count();
    return new WhyAlive(one.heap, one.index, share + " are alike, such as this: " + one.sentence);
  }

  private static String reason(Heap heap, PathQuery query, int index) {
    HeapGraph graph = heap.graph();
    PathTree tree = query.search(graph);
    if (tree.reaches(index)) {
      return because(heap, query, tree, index);
    }
    if (!graph.isReachable(index)) {
      return "is garbage: nothing that lives refers to it, it waits for collection";
    }
    Set<Strength> followed = EnumSet.copyOf(query.strengths());
    for (Strength strength : Strength.values()) {
      if (followed.add(strength)) {
        PathQuery weaker = query.including(followed);
        PathTree reached = weaker.search(graph);
        if (reached.reaches(index)) {
          return onlyBy(strength) + because(heap, weaker, reached, index).substring(2);
        }
      }
    }
    return "is alive as the class of what only such references reach";
  }

  private static String onlyBy(Strength strength) {
    return switch (strength) {
      case SOFT -> "goes when memory is short, for only a soft reference keeps it: it is";
      case STRONG -> throw new IllegalArgumentException("strong references are followed first");
      default ->
          "is kept by no strong reference, only by a "
              + (strength == Strength.FINAL
                  ? "finalizer's"
                  : strength.name().toLowerCase(Locale.ROOT))
              + " one: it is";
    };
  }

  private static String because(Heap heap, PathQuery query, PathTree tree, int index) {
    PathSteps steps = new PathSteps(heap, query);
    ConcretePath path = ConcretePath.of(steps, tree, index);
    int length = path.objects().size();
    StringBuilder text = new StringBuilder("is alive because ");
    text.append(start(steps.steps(), path.codes().getInt(0)));
    text.append(length == 1 ? "it" : some(heap, path.objects().getInt(0)));
    for (int i = 1; i < length; i++) {
      if (i == STEPS_AT_START && length - i > STEPS_AT_END + 2) {
        int left = length - i - STEPS_AT_END;
        i += left;
        text.append(", from which ").append(left).append(" references lead to ");
        text.append(some(heap, path.objects().getInt(i - 1)));
      }
      text.append(step(steps.steps(), path.codes().getInt(i)));
      text.append(i == length - 1 ? "it" : some(heap, path.objects().getInt(i)));
    }
    return text.toString();
  }

  private static String start(ShapeSteps steps, int code) {
    String text = steps.text(code);
    if (steps.sort(code) == Relation.Sort.STATIC) {
      return "the static field " + text.replaceFirst("^static ", "") + " holds ";
    }
    String inside = text.startsWith("<") ? text.substring(1, text.length() - 1) : text;
    return inside.startsWith("local of ") ? "a " + inside + " holds " : rootPhrase(inside);
  }

  private static String rootPhrase(String kind) {
    return "a GC root (" + kind + ") is ";
  }

  private static String step(ShapeSteps steps, int code) {
    String text = steps.text(code);
    return switch (steps.sort(code)) {
      case FIELD -> ", whose field " + text.replaceFirst("^\\.", "") + " holds ";
      case STATIC -> ", whose static field " + text.replaceFirst("^static ", "") + " holds ";
      case KEYED -> ", which holds under " + text.substring(1, text.length() - 1) + " ";
      case ELEMENT -> ", which has as an element ";
      case MAP_KEY -> ", which has as a key ";
      case REFERENT, THREAD_LOCAL -> ", which refers by " + text + " to ";
      case CLASS, ROOT -> ", which leads by " + text + " to ";
    };
  }

  private static String some(Heap heap, int index) {
    HeapGraph graph = heap.graph();
    int represented = graph.representedClass(index);
    String type =
        ClassNames.simple(
            typeName(graph, represented >= 0 ? represented : graph.classNumber(index)));
    if (represented >= 0) {
      return "the class " + type;
    }
    return ("AEIOUaeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }

  private static String typeName(HeapGraph graph, int number) {
    return SafeText.of(graph.heapClass(number).name(), LONGEST_NAME);
  }

  private static String name(Heap heap, int index) {
    HeapGraph graph = heap.graph();
    int represented = graph.representedClass(index);
    String type = typeName(graph, represented >= 0 ? represented : graph.classNumber(index));
    return (represented >= 0 ? "Class " : "")
        + type
        + " "
        + ClassLabels.hex(graph.idOf(index))
        + " ("
        + graph.shallowBytes(index)
        + " bytes)";
  }

  /**
   * Returns the object that the sentence is about.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).whyAlive().object()}
   */
  public HeapObject object() {
    return new HeapObject(heap, index);
  }

  /**
   * Returns the path that the sentence tells, merged and with its options.
   *
   * <p>Cost: that of shpaths.
   *
   * <p>Example: {@code hp.heap().get(0).whyAlive().path()}
   */
  public RootPaths path() {
    return heap.set(RoaringBitmap.bitmapOf(index)).shpaths();
  }

  /**
   * Returns the sentence on one line; show() breaks it into lines of 80 columns.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).whyAlive().text()}
   */
  @Override
  public String text() {
    return sentence;
  }

  @Override
  public void show() {
    System.out.println(this);
  }

  /** Returns the sentence in lines of 80 columns. Cost: O(1). */
  @Override
  public String toString() {
    return Wrap.sentence(sentence, Page.WIDTH, 0);
  }
}
