package heapsh.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a dump that takes a second or more to index; to be run in a JVM of its own. */
final class ManyObjects {
  static final int COUNT = 2_000_000;

  private ManyObjects() {}

  /** Writes the dump to the file named in the argument. */
  public static void main(String[] args) throws Exception {
    List<long[]> held = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      held.add(new long[] {i});
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(args[0], true);
    if (held.size() != COUNT) {
      throw new IllegalStateException(); // Keeps them alive until here.
    }
  }

  /** Runs {@link #main} in a child JVM. */
  static void dumpTo(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyObjects.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the dumping program failed: " + process.exitValue());
    }
  }
}
