package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.ObjectLayout;
import heapsh.jdk.LayoutInference;
import heapsh.jdk.LayoutTerm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says how objects are laid out in memory, which their sizes follow from: in the words that {@code
 * hp.info()} prints. What it leaves open is inferred from the dump. Immutable.
 *
 * <pre>
 *   Layout layout = Layout.of("64-bit, compact headers");
 *   Heap.open(path, Options.defaults().layout(layout))
 * </pre>
 */
public final class Layout implements Rich {
  private static final Layout INFERRED = new Layout(EnumSet.noneOf(LayoutTerm.class));

  private final Set<LayoutTerm> terms;

  private Layout(Set<LayoutTerm> terms) {
    this.terms = terms;
  }

  /**
   * Returns the layout that leaves everything to the dump.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().layout(Layout.inferred())}
   */
  public static Layout inferred() {
    return INFERRED;
  }

  /**
   * Returns the layout with these properties, separated by commas, in any order: 64-bit or 32-bit;
   * compressed or uncompressed references; compressed or uncompressed class pointers, or compact
   * headers; new field packing (JDK 15 and later) or old; new array headers (JDK 23 and later) or
   * old; alignment 8, 16 and so on up to 256.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Layout.of("uncompressed references, alignment 16")}
   *
   * @throws HeapException for a property that does not exist, naming all, and for two that exclude
   *     each other
   */
  public static Layout of(String properties) {
    Set<LayoutTerm> terms = EnumSet.noneOf(LayoutTerm.class);
    for (String word : properties.split(",")) {
      if (!word.isBlank()) {
        add(terms, term(word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")));
      }
    }
    return new Layout(terms);
  }

  private static LayoutTerm term(String text) {
    for (LayoutTerm term : LayoutTerm.values()) {
      if (term.text().equals(text)) {
        return term;
      }
    }
    throw new HeapException(
        "no property '"
            + text
            + "' of object layouts; there are: "
            + Arrays.stream(LayoutTerm.values())
                .map(LayoutTerm::text)
                .collect(Collectors.joining(", ")));
  }

  private static void add(Set<LayoutTerm> terms, LayoutTerm term) {
    for (LayoutTerm other : terms) {
      if (other != term && other.group() == term.group()) {
        throw new HeapException(
            "an object layout has either " + other.text() + " or " + term.text() + ", not both");
      }
    }
    terms.add(term);
  }

  ObjectLayout choose(HeapGraph graph, LayoutEvidence evidence) {
    return LayoutInference.choose(graph, evidence, terms);
  }

  /** Returns the properties, comma-separated; {@code inferred} when there are none. */
  @Override
  public String toString() {
    return terms.isEmpty()
        ? "inferred"
        : terms.stream().map(LayoutTerm::text).collect(Collectors.joining(", "));
  }
}
