package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.render.SafeText;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** Is the kind of the instances of the classes that a pattern names, or of those below or above. */
final class ClassKind extends Kind {
  private static final int TEXT_LIMIT = 200;

  private final String pattern;
  private final Operator operator;

  ClassKind(String pattern, Operator operator) {
    this.pattern = pattern;
    this.operator = operator;
  }

  /** Makes the kind of classes of a heap, which it knows by name. */
  static Kind of(Heap heap, BitSet classes, Operator operator) {
    SortedSet<String> names = new TreeSet<>();
    classes.stream().forEach(number -> names.add(heap.graph().heapClass(number).name()));
    Kind any = null;
    for (String name : names) {
      Kind one = new ClassKind("/" + java.util.regex.Pattern.quote(name) + "/", operator);
      any = any == null ? one : any.or(one);
    }
    return any == null ? nothing() : any;
  }

  @Override
  Kind alt(Operator other) {
    return new ClassKind(pattern, other);
  }

  @Override
  Matcher matcher(Heap of) {
    HeapGraph graph = of.graph();
    BitSet classes = classes(of);
    return index -> classes.get(graph.classNumber(index));
  }

  private BitSet classes(Heap heap) {
    BitSet named = ClassPattern.of(pattern).classes(heap);
    return switch (operator) {
      case EQUAL, UNEQUAL -> named;
      case AT_MOST -> below(heap.graph(), named);
      case LESS -> without(below(heap.graph(), named), named);
      case AT_LEAST -> above(heap.graph(), named);
      case GREATER -> without(above(heap.graph(), named), named);
    };
  }

  private static BitSet without(BitSet classes, BitSet others) {
    classes.andNot(others);
    return classes;
  }

  private static BitSet below(HeapGraph graph, BitSet named) {
    BitSet below = new BitSet();
    for (int number = 0; number < graph.classCount(); number++) {
      int at = number;
      for (int steps = 0; at >= 0 && steps <= graph.classCount(); steps++) {
        if (named.get(at)) {
          below.set(number);
          break;
        }
        at = graph.heapClass(at).superNumber();
      }
    }
    return below;
  }

  private static BitSet above(HeapGraph graph, BitSet named) {
    BitSet above = new BitSet();
    for (int number = named.nextSetBit(0); number >= 0; number = named.nextSetBit(number + 1)) {
      HeapClass type = graph.heapClass(number);
      while (!above.get(type.number())) {
        above.set(type.number());
        if (type.superNumber() < 0) {
          break;
        }
        type = graph.heapClass(type.superNumber());
      }
    }
    return above;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassKind that
        && operator == that.operator
        && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return 31 * operator.hashCode() + pattern.hashCode();
  }

  @Override
  public String toString() {
    String name = pattern.startsWith("/\\Q") ? pattern.substring(3, pattern.length() - 3) : pattern;
    return "<class " + operator.prefix() + SafeText.of(name, TEXT_LIMIT) + ">";
  }
}
