package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.jdk.Relation;
import heapsh.jdk.Relations;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes the steps of shapes as ints: a relation's number, the class that a path starts in, or a run
 * of one class.
 *
 * <p>Relations that a path shows alike (the {@code [*]} of an ArrayDeque and of a LinkedList) get
 * one code, or a table would hold rows that nobody can tell apart. Not thread-safe.
 */
final class ShapeSteps {
  /** The code of no step. */
  static final int NONE = Integer.MAX_VALUE;

  /** The code of the step from an object to its class, which no field says. */
  static final int CLASS_OF = NONE - 1;

  private static final Relation.Sort[] SORTS = Relation.Sort.values();
  private static final int LONGEST_NAME = 500;
  private static final int RUN = Integer.MIN_VALUE;
  private static final int CLASS_END = RUN / 2;

  private final HeapGraph graph;
  private final Relations relations;
  private final Map<String, Integer> byStep = new HashMap<>();
  private final IntArrayList codes = new IntArrayList();
  private byte[] sorts = new byte[64];

  ShapeSteps(HeapGraph graph, Relations relations) {
    this.graph = graph;
    this.relations = relations;
  }

  /**
   * Returns the code of a relation: the number of the first one met that a path shows in the same
   * way.
   */
  int ofRelation(int relation) {
    while (codes.size() <= relation) {
      codes.add(NONE);
    }
    int code = codes.getInt(relation);
    if (code == NONE) {
      Relation.Sort sort = relations.sort(relation);
      code = canonical(relation, sort);
      codes.set(relation, code);
      sorts = grown(sorts, relation + 1);
      sorts[relation] = (byte) sort.ordinal();
    }
    return code;
  }

  private static byte[] grown(byte[] bytes, int length) {
    return length <= bytes.length
        ? bytes
        : Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
  }

  private int canonical(int relation, Relation.Sort sort) {
    if (sort == Relation.Sort.KEYED && relations.folded(relation) != relation) {
      return relation; // keys are many and have one number each already
    }
    Integer first = byStep.putIfAbsent(sort + relations.relation(relation).step(), relation);
    return first == null ? relation : first;
  }

  /** Returns the code of a start in an object of this class. */
  static int ofClass(int classNumber) {
    return ~classNumber;
  }

  /** Returns the code of a run of steps within one class. */
  static int ofRun(int classNumber) {
    return RUN + classNumber;
  }

  static boolean isRun(int code) {
    return code < CLASS_END;
  }

  static boolean isRelation(int code) {
    return code >= 0 && code < CLASS_OF;
  }

  /** Tells whether the step goes by a field, what a repetition needs. */
  boolean isField(int code) {
    return isRun(code) || isRelation(code) && sort(code) == Relation.Sort.FIELD;
  }

  /** Tells whether the step is a map key that may be folded. */
  boolean isFoldable(int code) {
    return isRelation(code) && sort(code) == Relation.Sort.KEYED && relations.folded(code) != code;
  }

  /** Returns the code that stands for this foldable one. */
  int folded(int code) {
    return ofRelation(relations.folded(code));
  }

  Relation.Sort sort(int code) {
    if (isRelation(code)) {
      ofRelation(code);
      return SORTS[sorts[code]];
    }
    if (code == CLASS_OF) {
      return Relation.Sort.CLASS;
    }
    return isRun(code) ? Relation.Sort.FIELD : Relation.Sort.ROOT;
  }

  /**
   * Returns the step as a path shows it; a run needs its relations and is shown by {@link
   * PathText}.
   */
  String text(int code) {
    if (isRelation(code)) {
      return relations.relation(code).step();
    }
    if (code == CLASS_OF) {
      return "<class>";
    }
    return "<" + SafeText.of(graph.heapClass(~code).name(), LONGEST_NAME) + ">";
  }
}
