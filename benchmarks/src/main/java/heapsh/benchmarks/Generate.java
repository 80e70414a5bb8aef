package heapsh.benchmarks;

import com.sun.management.HotSpotDiagnosticMXBean;
import heapsh.benchmarks.crawler.Crawler;
import heapsh.benchmarks.crawler.History;
import heapsh.benchmarks.crawler.Registry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Fills this JVM's heap with a synthetic program's objects and dumps it, or holds it until its
 * standard input ends.
 *
 * <p>Usage: {@code Generate SIZE OUT.hprof}, or {@code Generate SIZE hold}. The counts depend on
 * SIZE alone (plus the few thousand objects that a JVM has of its own); give the JVM enough heap
 * that no soft reference is cleared.
 */
public final class Generate {
  private static final int VISITS = 1_000_000;

  /** The inputs, smallest crawl first. */
  private enum Size {
    SMALL,
    MEDIUM,
    MEDIUM_LATER,
    LARGE,
    LIST10M,
    MAP1M;

    void fill() {
      switch (this) {
        case SMALL -> crawl(33_000);
        case MEDIUM -> crawl(513_000);
        case MEDIUM_LATER -> crawl(540_000);
        case LARGE -> crawl(2_105_000);
        case LIST10M -> History.fill(10_000_000);
        case MAP1M -> Registry.fill(1_000_000);
      }
    }

    private static void crawl(int pages) {
      History.fill(VISITS);
      Crawler.fill(pages);
    }

    String argument() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private Generate() {}

  /**
   * Builds the heap and dumps its live objects.
   *
   * @param args the size, and the file to write, which must not exist
   * @throws IOException if the dump cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      fail("usage: Generate SIZE OUT.hprof, or Generate SIZE hold");
    }
    if (args[1].equals("hold")) {
      hold(sizeOf(args[0]));
      return;
    }
    Path out = Path.of(args[1]).toAbsolutePath();
    if (Files.exists(out)) {
      fail(out + " exists: remove it or choose another name");
    }
    sizeOf(args[0]).fill();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(out.toString(), true);
    System.out.printf(Locale.ROOT, "%s: %,d bytes%n", out, Files.size(out));
  }

  private static void hold(Size size) throws IOException {
    size.fill();
    System.gc();
    System.out.println("ready " + ProcessHandle.current().pid());
    while (System.in.read() >= 0) {
      // waits for the end of the input
    }
  }

  private static Size sizeOf(String argument) {
    for (Size size : Size.values()) {
      if (size.argument().equals(argument)) {
        return size;
      }
    }
    String known =
        Arrays.stream(Size.values()).map(Size::argument).collect(Collectors.joining(", "));
    return fail("no size '" + argument + "'; known: " + known);
  }

  /** Ends the process with a message; returns nothing, so that callers can write it as a value. */
  private static Size fail(String message) {
    System.err.println(message);
    System.exit(2);
    throw new AssertionError("unreachable");
  }
}
