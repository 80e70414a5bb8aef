package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.live.SavedHistogram;
import heapsh.render.SafeText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Holds class histograms that somebody saved as text, in the order of time: what {@code jcmd PID
 * GC.class_histogram} and {@code jmap -histo PID} print, of JDK 8 to the newest. So growth can be
 * told without access to the JVM. Immutable.
 *
 * <pre>
 *   histograms("monday.txt", "friday.txt").growth()
 * </pre>
 */
public final class SavedHistograms implements Rich {
  private final List<SavedHistogram> files;

  private SavedHistograms(List<SavedHistogram> files) {
    this.files = files;
  }

  /**
   * Reads the files, the earliest first.
   *
   * <p>Cost: O(classes) for each.
   *
   * <p>Example: {@code SavedHistograms.of("monday.txt", "friday.txt")}
   *
   * @throws HeapException when there is no such file, or it holds something else or is cut off; it
   *     names the line
   */
  public static SavedHistograms of(String... paths) {
    return of(Arrays.stream(paths).map(Shell::path).toArray(Path[]::new));
  }

  /**
   * Reads the files, the earliest first.
   *
   * <p>Cost: O(classes) for each.
   *
   * <p>Example: {@code SavedHistograms.of(Path.of("monday.txt"), Path.of("friday.txt"))}
   *
   * @throws HeapException when there is no such file, or it holds something else or is cut off
   */
  public static SavedHistograms of(Path... paths) {
    if (paths.length == 0) {
      throw new HeapException("no file given; take histograms(\"monday.txt\", \"friday.txt\")");
    }
    return new SavedHistograms(Arrays.stream(paths).map(SavedHistogram::read).toList());
  }

  /**
   * Returns what has grown: the last file compared with the peak of those before it.
   *
   * <p>Cost: O(classes) for each.
   *
   * <p>Example: {@code histograms("monday.txt", "friday.txt").growth().only("com.acme.*")}
   *
   * @throws HeapException when there is one file only
   */
  public Growth growth() {
    return Growth.of(files.size() + " saved histograms", all()).withNote(pidNote());
  }

  /**
   * Prints what has grown, and returns it.
   *
   * <p>Cost: O(classes) for each.
   *
   * <p>Example: {@code histograms("monday.txt", "friday.txt").showGrowth()}
   *
   * @throws HeapException when there is one file only
   */
  public Growth showGrowth() {
    return growth().shown();
  }

  /**
   * Returns the histograms as plain data.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code histograms("monday.txt").all().get(0).totalBytes()}
   */
  public List<ClassHistogram> all() {
    return files.stream().map(SavedHistogram::histogram).toList();
  }

  /**
   * Returns the numbers of the last file.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code histograms("monday.txt").stat()}
   */
  public Stat stat() {
    return Stat.of(files.get(files.size() - 1).histogram());
  }

  /**
   * Returns the last file as the short table that pympler prints.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code histograms("monday.txt").summary()}
   */
  public Summary summary() {
    return stat().summary();
  }

  /** Tells when the files are of several processes: then what looks like growth may be none. */
  private String pidNote() {
    List<SavedHistogram> named = files.stream().filter(file -> file.pid() >= 0).toList();
    if (named.stream().map(SavedHistogram::pid).distinct().count() < 2) {
      return "";
    }
    SavedHistogram first = named.get(0);
    SavedHistogram other =
        named.stream().filter(file -> file.pid() != first.pid()).findFirst().orElseThrow();
    return "Of two JVMs: "
        + name(first)
        + " is of process "
        + first.pid()
        + ", "
        + name(other)
        + " of "
        + other.pid()
        + ".";
  }

  private static String name(SavedHistogram file) {
    return SafeText.of(String.valueOf(file.file().getFileName()), 20);
  }

  /** Returns how many files and classes there are. */
  @Override
  public String toString() {
    ClassHistogram last = files.get(files.size() - 1).histogram();
    return "<"
        + files.size()
        + (files.size() == 1 ? " saved histogram" : " saved histograms")
        + ", the last of "
        + last.rows().size()
        + " classes; see .growth(), .summary()>";
  }
}
