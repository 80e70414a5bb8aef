package heapsh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documentation of the public verbs, as plain text of at most 80 columns. It is drawn from
 * their javadoc by the build, since jshell cannot show the javadoc of jars.
 */
final class Help {
  private static final String RESOURCE = "help.txt";
  private static final String THE_TYPE = "-";
  private static final String IMPLEMENTS = " implements ";
  private static final String INDENT = "    ";
  private static final int WIDTH = 80;

  private final List<Entry> entries;

  /**
   * The text of one public type, method or constant.
   *
   * @param type where it is declared
   * @param name its name, {@code -} for the type itself
   * @param signature its declaration
   * @param lines one paragraph each; those that begin with two spaces stand as they are
   */
  record Entry(String type, String name, String signature, List<String> lines) {
    boolean isType() {
      return name.equals(THE_TYPE);
    }

    String shownName() {
      return isType() ? type : name;
    }

    /** Returns the part before the first paragraph's first full stop. */
    String firstSentence() {
      String text = lines.isEmpty() ? "" : lines.get(0);
      int end = text.indexOf(". ");
      return end < 0 ? text : text.substring(0, end + 1);
    }
  }

  private Help(List<Entry> entries) {
    this.entries = entries;
  }

  /** Reads the text that the build put beside this class. */
  static Help load() {
    try (InputStream in = Help.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Help parse(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("@")) {
        String[] parts = line.substring(1).split(" ", 3);
        lines = new ArrayList<>();
        entries.add(new Entry(parts[0], parts[1], parts[2], lines));
      } else {
        lines.add(line);
      }
    }
    return new Help(entries);
  }

  /** Returns all entries in the order of the sources. */
  List<Entry> entries() {
    return entries;
  }

  /**
   * Returns the text for a method or constant, wherever it is declared, or for a type with its
   * methods.
   *
   * @param name {@code byVia}, {@code ObjectSet} or {@code ObjectSet.byVia}
   * @throws HeapException when there is no such name, with near matches
   */
  String of(String name) {
    String wanted = name.strip().replaceFirst("\\(.*", "").replaceFirst("^hp\\.", "");
    List<Entry> found = named(wanted);
    if (found.isEmpty()) {
      String near = NearMatches.hint(wanted, names());
      throw new HeapException(
          "no verb '" + name + "'" + near + (near.isEmpty() ? "; " : " ") + "help() lists them");
    }
    return found.stream()
        .map(e -> e.isType() ? ofType(e) : ofMember(e))
        .collect(Collectors.joining("\n"));
  }

  /** Tells whether {@link #of} has a text for the name. */
  boolean knows(String name) {
    return !named(name).isEmpty();
  }

  private List<Entry> named(String wanted) {
    List<Entry> own =
        entries.stream().filter(e -> e.shownName().equals(wanted) || isPath(e, wanted)).toList();
    int dot = wanted.lastIndexOf('.');
    if (!own.isEmpty() || dot < 0) {
      return own;
    }
    return type(wanted.substring(0, dot)).map(this::inherited).orElse(List.of()).stream()
        .filter(e -> e.name().equals(wanted.substring(dot + 1)))
        .toList();
  }

  private Optional<Entry> type(String name) {
    return entries.stream().filter(e -> e.isType() && e.type().equals(name)).findFirst();
  }

  /** Returns the members of the interfaces that a type names in its declaration. */
  private List<Entry> inherited(Entry type) {
    int from = type.signature().indexOf(IMPLEMENTS);
    if (from < 0) {
      return List.of();
    }
    Set<String> interfaces =
        Set.of(type.signature().substring(from + IMPLEMENTS.length()).split(", "));
    return entries.stream().filter(e -> !e.isType() && interfaces.contains(e.type())).toList();
  }

  private static boolean isPath(Entry entry, String wanted) {
    return (entry.type() + "." + entry.name()).equals(wanted);
  }

  private Collection<String> names() {
    return entries.stream().map(Entry::shownName).distinct().toList();
  }

  private static String ofMember(Entry entry) {
    StringBuilder text = new StringBuilder();
    wrap(text, declaration(entry), "", INDENT + INDENT);
    appendLines(text, entry);
    return text.toString();
  }

  /** Returns {@code ObjectSet.byVia() -> ObjectSet}; the shell's own verbs stand without a type. */
  private static String declaration(Entry entry) {
    boolean ownVerb = entry.type().equals(Shell.class.getSimpleName());
    return ownVerb ? entry.signature() : entry.type() + "." + entry.signature();
  }

  private String ofType(Entry type) {
    StringBuilder text = new StringBuilder(type.signature()).append('\n');
    appendLines(text, type);
    Stream<Entry> own = entries.stream().filter(e -> e.type().equals(type.type()) && !e.isType());
    Set<String> seen = new HashSet<>();
    Stream.concat(own, inherited(type).stream())
        .filter(e -> seen.add(e.name()))
        .forEach(e -> wrap(text, e.name() + ": " + e.firstSentence(), "  ", INDENT + INDENT));
    return text.toString();
  }

  private static void appendLines(StringBuilder text, Entry entry) {
    for (String line : entry.lines()) {
      if (line.startsWith("  ")) {
        int room = Math.max(0, WIDTH - line.length()); // a wide picture stands further left
        text.append(INDENT, 0, Math.min(INDENT.length(), room)).append(line).append('\n');
      } else if (line.startsWith("Example: ")) {
        text.append(INDENT).append(line).append('\n'); // to be pasted: never broken
      } else {
        wrap(text, line, INDENT, INDENT);
      }
    }
  }

  /** Appends the text in lines of at most 80 characters. */
  private static void wrap(StringBuilder out, String text, String first, String further) {
    int column = first.length();
    out.append(first);
    boolean begun = false;
    for (String word : text.split(" ")) {
      if (begun && column + 1 + word.length() > WIDTH) {
        out.append('\n').append(further);
        column = further.length();
      } else if (begun) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
      begun = true;
    }
    out.append('\n');
  }
}
