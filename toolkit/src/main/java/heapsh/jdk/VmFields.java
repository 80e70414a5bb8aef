package heapsh.jdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which fields HotSpot adds to classes without a word in the dump, and which it pads
 * ({@code @Contended}). Read from a resource file for each JDK, {@code vm-fields-17.txt}: drawn
 * from the sources of that release, and for some releases measured on a JVM. Immutable.
 */
final class VmFields {
  private static final String LIST = "vm-fields.txt";
  private static final String MEASURED = "measured";
  private static final String CODES = "PJISBL";

  /** Knows nothing of any class. */
  static final VmFields NONE = new VmFields(Map.of());

  /**
   * What the VM does to one class.
   *
   * @param injected codes of the fields it adds, {@code ""} for none
   * @param injectedFirst the same for the first builds of the release
   * @param contended whether the whole class is padded
   * @param group names of the fields that are padded together
   */
  record Addition(String injected, String injectedFirst, boolean contended, Set<String> group) {
    static final Addition NONE = new Addition("", "", false, Set.of());

    private Addition asInFirstBuilds() {
      return new Addition(injectedFirst, injectedFirst, contended, group);
    }

    private boolean differsByBuild() {
      return !injected.equals(injectedFirst);
    }
  }

  private final Map<String, Addition> byClass;

  private VmFields(Map<String, Addition> byClass) {
    this.byClass = byClass;
  }

  /** Returns what the VM does to a class. */
  Addition of(String className) {
    return byClass.getOrDefault(className, Addition.NONE);
  }

  /** Returns the table as it is for the first builds of the release; mostly the same. */
  VmFields ofFirstBuilds() {
    Map<String, Addition> first = new HashMap<>(byClass);
    first.replaceAll((name, addition) -> addition.asInFirstBuilds());
    return new VmFields(first);
  }

  /** Returns the names of the classes to which the first builds of the release add other fields. */
  Set<String> classesThatDifferByBuild() {
    Set<String> names = new HashSet<>(byClass.keySet());
    names.removeIf(name -> !byClass.get(name).differsByBuild());
    return names;
  }

  /** Tells whether a table is there for this feature release. */
  static boolean isKnown(int feature) {
    return features().contains(feature);
  }

  /**
   * Tells whether sizes by the table of this feature release were found equal to those of its JVM;
   * else it is only what the sources say.
   */
  static boolean isMeasured(int feature) {
    return lines(LIST).contains(feature + " " + MEASURED);
  }

  /** Returns the table of a feature release; {@link #NONE} when there is none. */
  static VmFields ofJdk(int feature) {
    return isKnown(feature) ? parse(lines(fileName(feature))) : NONE;
  }

  /** Returns the table of the newest JDK up to this one, or else the oldest there is. */
  static VmFields nearest(int feature) {
    int nearest = features().get(0);
    for (int known : features()) {
      if (known <= feature) {
        nearest = known;
      }
    }
    return ofJdk(nearest);
  }

  /** Returns the names of the classes that any JDK with a table adds to. */
  static Set<String> classesOfAny() {
    Set<String> names = new HashSet<>();
    features().forEach(feature -> names.addAll(ofJdk(feature).byClass.keySet()));
    return names;
  }

  /** Returns the feature releases that have a table, in rising order. */
  static List<Integer> features() {
    return lines(LIST).stream().map(line -> Integer.valueOf(line.split(" ")[0])).toList();
  }

  private static String fileName(int feature) {
    return "vm-fields-" + feature + ".txt";
  }

  /** Reads the lines of a table, without comments; {@code vm-fields-17.txt} tells their form. */
  static VmFields parse(List<String> lines) {
    Map<String, Addition> byClass = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" +");
      Addition known = byClass.getOrDefault(words[0], Addition.NONE);
      byClass.put(words[0], addition(line, words, known));
    }
    return new VmFields(byClass);
  }

  private static Addition addition(String line, String[] words, Addition known) {
    if (words.length == 3 && words[1].equals("inject") && isCodes(words[2])) {
      return new Addition(words[2], words[2], known.contended, known.group);
    }
    if (words.length == 3 && words[1].equals("inject-first") && isCodes(words[2])) {
      return new Addition(known.injected, words[2], known.contended, known.group);
    }
    if (words.length == 3 && words[1].equals("contend") && words[2].equals("*")) {
      return new Addition(known.injected, known.injectedFirst, true, known.group);
    }
    if (words.length >= 3 && words[1].equals("contend")) {
      Set<String> group = Set.copyOf(Arrays.asList(words).subList(2, words.length));
      return new Addition(known.injected, known.injectedFirst, known.contended, group);
    }
    throw new IllegalStateException("no line of a table of VM fields: " + line);
  }

  private static boolean isCodes(String codes) {
    return codes.chars().allMatch(code -> CODES.indexOf(code) >= 0);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = VmFields.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      List<String> lines = new ArrayList<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.strip());
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
