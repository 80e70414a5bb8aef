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
    return take(pid, false, announce);
  }

  /**
   * Dumps another JVM like {@link #take(long, Consumer)}, with what is not reachable too when
   * {@code garbage} says so: then it does not collect first.
   */
  public static LiveDump take(long pid, boolean garbage, Consumer<String> announce) {
    if (pid == ProcessHandle.current().pid()) {
      return ofSelf(garbage, announce);
    }
    Commands commands = Commands.to(Target.of(pid));
    String dump = garbage ? "GC.heap_dump -all " : "GC.heap_dump ";
    return write(
        "process " + pid,
        new Room(UsedHeap.parse(commands.run("GC.heap_info")), garbage, HistogramSource.of(pid)),
        announce,
        file -> {
          String user = Target.userOf(pid);
          if (user != null && !user.equals(System.getProperty("user.name"))) {
            file.giveTo(user);
          }
          String answer = commands.run(dump + '"' + file.path() + '"');
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
    return ofSelf(false, announce);
  }

  private static LiveDump ofSelf(boolean garbage, Consumer<String> announce) {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return write(
        "this JVM",
        new Room(OptionalLong.of(used), garbage, HistogramSource.ofSelf()),
        announce,
        file -> {
          try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(file.path().toString(), !garbage);
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

  /**
   * Says how much a dump may take: no more than what is in use, garbage and all. Where that does
   * not fit, a histogram tells what is alive.
   */
  private record Room(OptionalLong used, boolean garbage, HistogramSource source) {
    String checkedIn(PrivateFile file) {
      if (used.isEmpty()) {
        return "its heap";
      }
      long bytes = used.getAsLong();
      if (!garbage && bytes > file.freeBytes()) {
        bytes = source.take(true).totalBytes();
      }
      file.checkRoom(bytes);
      return "up to " + PrivateFile.mib(bytes);
    }
  }

  private static LiveDump write(
      String who, Room room, Consumer<String> announce, Consumer<PrivateFile> writer) {
    PrivateFile file = PrivateFile.in("live.hprof");
    try {
      String size = room.checkedIn(file);
      String purpose = room.garbage() ? " to dump " : " to collect its garbage and dump ";
      announce.accept("Pausing " + who + purpose + size + " ...");
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
