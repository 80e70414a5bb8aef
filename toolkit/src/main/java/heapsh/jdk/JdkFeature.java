package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which JDK wrote a dump: its version is a static String of {@code
 * java.lang.VersionProps}, before JDK 9 of {@code sun.misc.Version}.
 */
final class JdkFeature {
  /** What stands for a version that is not found. */
  static final int UNKNOWN = 0;

  private static final Pattern VERSION = Pattern.compile("(?:1\\.)?(\\d{1,3})(?:\\D.*)?");
  private static final int TEXT_LIMIT = 40;

  private JdkFeature() {}

  /** Reads the feature release, 8 or 17, or returns {@link #UNKNOWN}. O(classes). */
  static int of(HeapGraph graph) {
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      String name = type.name();
      if (name.equals("java.lang.VersionProps") || name.equals("sun.misc.Version")) {
        HeapField version = type.staticNamed("java_version");
        if (version != null && version.isReference() && type.objectIndex() >= 0) {
          return feature(graph, type.objectIndex(), version);
        }
      }
    }
    return UNKNOWN;
  }

  private static int feature(HeapGraph graph, int holder, HeapField version) {
    ObjectReader reader = graph.reader();
    int text = reader.reference(holder, version);
    JavaStrings strings = new JavaStrings(graph);
    if (text < 0 || !strings.isString(text)) {
      return UNKNOWN;
    }
    String found = strings.text(reader, text, TEXT_LIMIT);
    Matcher matcher = VERSION.matcher(found == null ? "" : found);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
  }
}
