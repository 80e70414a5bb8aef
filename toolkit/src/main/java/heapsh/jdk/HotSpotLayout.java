package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.ObjectLayout;
import heapsh.hprof.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sizes the objects of one heap by HotSpot's rules, no object larger than the distance to the next
 * one. Immutable.
 *
 * <p>Sizes by class are computed once. Classes to which the VM adds fields that nobody knows (a JDK
 * without a table) are as large as the smallest distance behind one of their instances.
 */
final class HotSpotLayout implements ObjectLayout {
  private static final String CLASS = "java.lang.Class";

  /** What class objects take before their statics where nothing tells: as on HotSpot 17. */
  private static final int MIRROR_BYTES_64 = 112;

  private static final int MIRROR_BYTES_32 = 80;

  /** How much more than by the nearest table the VM may have added to a class. */
  private static final int PLAUSIBLE_ADDITION = 64;

  /** From JDK 7 on statics stand in the class objects. */
  private static final int FIRST_WITH_STATICS = 7;

  private final LayoutRules rules;
  private final long[] instanceBytes;
  private final long[] classObjectBytes;
  private final String description;
  private final List<String> warnings;

  HotSpotLayout(
      HeapGraph graph,
      LayoutEvidence evidence,
      int feature,
      LayoutScore best,
      LayoutScore next,
      Set<LayoutTerm> asked) {
    rules = best.rules;
    Sizing sizing = new Sizing(graph, evidence, feature, rules);
    instanceBytes = sizing.instanceBytes;
    classObjectBytes = sizing.classObjectBytes;
    description = LayoutText.inferred(best, next, feature, asked);
    warnings = sizing.warnings();
  }

  private HotSpotLayout(
      HeapGraph graph, int feature, LayoutRules rules, String description, List<String> warnings) {
    this.rules = rules;
    Sizing sizing = new Sizing(graph, null, feature, rules);
    instanceBytes = sizing.instanceBytes;
    classObjectBytes = sizing.classObjectBytes;
    this.description = description;
    this.warnings = warnings;
  }

  /**
   * Makes the layout of a heap whose addresses tell nothing: no distance is looked at.
   *
   * @param chosen the layout
   * @param best the layout that fits the addresses best, though badly
   */
  static HotSpotLayout withoutEvidence(
      HeapGraph graph, int feature, LayoutScore chosen, LayoutScore best, Set<LayoutTerm> asked) {
    return new HotSpotLayout(
        graph,
        feature,
        chosen.rules,
        LayoutText.assumed(chosen, best, feature, asked),
        LayoutText.warnings(chosen, best, asked));
  }

  @Override
  public long instanceBytes(HeapClass type) {
    return instanceBytes[type.number()];
  }

  @Override
  public long stackChunkBytes(HeapClass type, int words) {
    return rules.stackChunkBytes(instanceBytes[type.number()], words);
  }

  @Override
  public long arrayBytes(FieldType elementType, int length) {
    return rules.arrayBytes(elementType, length);
  }

  @Override
  public long classObjectBytes(HeapClass represented) {
    return classObjectBytes[represented.number()];
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** Computes the sizes of all classes. */
  private static final class Sizing {
    private final HeapGraph graph;
    private final LayoutEvidence evidence;
    private final int feature;
    private final LayoutRules rules;
    private final FieldPacking packing;
    private final ClassSizes sizes;
    private final ClassSizes bare;
    private final Set<String> unsure;
    private final List<String> contradicted = new ArrayList<>();
    final long[] instanceBytes;
    final long[] classObjectBytes;

    Sizing(HeapGraph graph, LayoutEvidence evidence, int feature, LayoutRules rules) {
      this.graph = graph;
      this.evidence = evidence;
      this.feature = feature;
      this.rules = rules;
      packing = new FieldPacking(rules);
      boolean known = VmFields.isKnown(feature);
      bare = new ClassSizes(graph, VmFields.NONE, rules.wordBytes());
      sizes = sizesOfBuild();
      unsure = known ? Set.of() : VmFields.classesOfAny();
      instanceBytes = new long[graph.classCount()];
      classObjectBytes = new long[graph.classCount()];
      long mirrorBytes = mirrorBase();
      for (int number = 0; number < instanceBytes.length; number++) {
        HeapClass type = graph.heapClass(number);
        if (type.name().equals(CLASS)) {
          mirrorBytes = mirror(type);
          instanceBytes[number] = mirrorBytes;
        } else if (!type.isArray()) {
          instanceBytes[number] = instance(type, gap(type));
        }
      }
      for (int number = 0; number < classObjectBytes.length; number++) {
        classObjectBytes[number] = classObject(graph.heapClass(number), mirrorBytes);
      }
    }

    /** Sizes classes as the build of the JDK did that the distances between class objects tell. */
    private ClassSizes sizesOfBuild() {
      VmFields table = feature == JdkFeature.UNKNOWN ? VmFields.NONE : VmFields.nearest(feature);
      ClassSizes first = new ClassSizes(graph, table.ofFirstBuilds(), rules.wordBytes());
      for (int number = 0; number < graph.classCount(); number++) {
        HeapClass type = graph.heapClass(number);
        if (type.name().equals(CLASS)
            && first.instanceBytes(type, packing, rules) == mirrorGap(type)) {
          return first;
        }
      }
      return new ClassSizes(graph, table, rules.wordBytes());
    }

    private long mirrorBase() {
      return rules.wordBytes() == 8 ? MIRROR_BYTES_64 : MIRROR_BYTES_32;
    }

    private long gap(HeapClass type) {
      return evidence == null ? LayoutEvidence.NONE : evidence.instanceGap(type.number());
    }

    private long instance(HeapClass type, long gap) {
      long bytes = sizes.instanceBytes(type, packing, rules);
      if (gap == LayoutEvidence.NONE) {
        return bytes;
      }
      if (type.dataBytes() < 0) {
        return Math.max(bytes, Math.min(gap, bytes + PLAUSIBLE_ADDITION));
      }
      if (sizes.isBelow(type, unsure)) {
        return fromGap(type, bytes, gap);
      }
      if (bytes > gap) {
        contradict(type.name(), bytes, gap);
        return gap;
      }
      return bytes;
    }

    /** Sizes a class to which the VM adds what no table tells. */
    private long fromGap(HeapClass type, long bytes, long gap) {
      long least = bare.instanceBytes(type, packing, rules);
      return gap >= least && gap <= bytes + PLAUSIBLE_ADDITION ? gap : bytes;
    }

    /**
     * Sizes class objects without statics: those of arrays, and of the primitive types, which are
     * instance records of Class.
     */
    private long mirror(HeapClass classOfClasses) {
      long gap = mirrorGap(classOfClasses);
      if (VmFields.isKnown(feature) && !classOfClasses.declaredFields().isEmpty()) {
        return instance(classOfClasses, gap);
      }
      long least = bare.instanceBytes(classOfClasses, packing, rules);
      return gap != LayoutEvidence.NONE && gap >= least ? gap : Math.max(least, mirrorBase());
    }

    private long mirrorGap(HeapClass classOfClasses) {
      long gap = gap(classOfClasses);
      for (int number = 0; evidence != null && number < graph.classCount(); number++) {
        if (graph.heapClass(number).isArray()) {
          gap = Math.min(gap, evidence.classObjectGap(number));
        }
      }
      return gap;
    }

    private long classObject(HeapClass represented, long mirrorBytes) {
      boolean inMirror = feature == JdkFeature.UNKNOWN || feature >= FIRST_WITH_STATICS;
      long statics = inMirror ? sizes.staticBytes(represented, packing) : 0;
      long bytes = rules.aligned(mirrorBytes + statics);
      long gap =
          evidence == null ? LayoutEvidence.NONE : evidence.classObjectGap(represented.number());
      if (bytes > gap) {
        contradict("the class object of " + represented.name(), bytes, gap);
        return gap;
      }
      return bytes;
    }

    private void contradict(String name, long bytes, long gap) {
      contradicted.add(name + " (" + bytes + " bytes, but " + gap + " to the next object)");
    }

    List<String> warnings() {
      if (contradicted.isEmpty()) {
        return List.of();
      }
      return List.of(
          "addresses contradict the object layout for "
              + contradicted.size()
              + (contradicted.size() == 1 ? " class: " : " classes, such as ")
              + contradicted.get(0)
              + "; the distance counts as the size");
    }
  }
}
