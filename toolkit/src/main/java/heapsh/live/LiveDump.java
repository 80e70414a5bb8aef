package heapsh.live;

import com.sun.management.HotSpotDiagnosticMXBean;
import heapsh.HeapException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A dump of a running JVM's live objects in a private temporary file, deleted on close and at the
 * latest when this JVM ends. Thread-safe.
 */
public final class LiveDump implements AutoCloseable {
  private static final String CREATED = "Heap dump file created";

  private final PrivateFile file;

  private LiveDump(PrivateFile file) {
    this.file = file;
  }

  /**
   * Dumps another JVM's live objects; our own pid means {@link #ofSelf}. The JVM stands still while
   * it collects and writes its heap. An interrupt ends the wait; the JVM then still finishes its
   * dump.
   *
   * @param pid its process id, see {@link LiveJvm#list}
   * @param announce hears one line before the pause
   * @throws HeapException when there is no such JVM, it cannot be attached to, or there is no room;
   *     says what to do
   */
  public static LiveDump take(long pid, Consumer<String> announce) {
    if (pid == ProcessHandle.current().pid()) {
      return ofSelf(announce);
    }
    Target target = Target.of(pid);
    Jcmd jcmd = new Jcmd(pid);
    OptionalLong used = UsedHeap.parse(jcmd.run("GC.heap_info"));
    return write(
        "process " + pid,
        used,
        announce,
        file -> {
          String user = target.user();
          if (user != null && !user.equals(System.getProperty("user.name"))) {
            file.giveTo(user);
          }
          String answer = jcmd.run("GC.heap_dump", '"' + file.path().toString() + '"');
          if (!answer.contains(CREATED)) {
            throw failed("process " + pid, file, Jcmd.reason(answer));
          }
        });
  }

  /**
   * Dumps the live objects of this very JVM, which stands still meanwhile. Needs no attach.
   *
   * @param announce hears one line before the pause
   * @throws HeapException when there is no room
   */
  public static LiveDump ofSelf(Consumer<String> announce) {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return write(
        "this JVM",
        OptionalLong.of(used),
        announce,
        file -> {
          try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.path().toString(), true);
          } catch (IOException e) {
            throw failed("this JVM", file, Target.printable(String.valueOf(e.getMessage())));
          }
        });
  }

  /** Returns where the dump is until it is closed. */
  public Path path() {
    return file.path();
  }

  /** Deletes the file. Later calls do nothing. */
  @Override
  public void close() {
    file.close();
  }

  private static LiveDump write(
      String who, OptionalLong used, Consumer<String> announce, Consumer<PrivateFile> writer) {
    PrivateFile file = PrivateFile.in("live.hprof");
    try {
      used.ifPresent(file::checkRoom);
      String size = used.isPresent() ? "up to " + PrivateFile.mib(used.getAsLong()) : "its heap";
      announce.accept("Pausing " + who + " to collect its garbage and dump " + size + " ...");
      writer.accept(file);
      if (!Files.exists(file.path())) {
        throw failed(who, file, "it says it wrote the file, but not where this shell can see it");
      }
      return new LiveDump(file);
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static HeapException failed(String who, PrivateFile file, String reason) {
    return new HeapException(
        who
            + " could not write its dump to "
            + file.path()
            + ": "
            + reason
            + "; "
            + PrivateFile.mib(file.freeBytes())
            + " are free there");
  }
}
