package heapsh.live;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names a running JVM. All texts come from that process: they are untrusted.
 *
 * @param pid its process id
 * @param mainClass its main class or jar, without path and arguments, which may hold secrets; empty
 *     when unknown
 * @param version its JDK's version, empty when unknown
 * @param user the user it runs as, empty when unknown
 */
public record LiveJvm(long pid, String mainClass, String version, String user) {
  private static final String VERSION_KEY = "JAVA_VERSION=\"";

  /**
   * Lists the JVMs that this user can see, by pid. Reads files only: no JVM is attached to.
   *
   * <p>Missing are JVMs of other users, in other containers, and those started with {@code
   * -XX:-UsePerfData}.
   */
  public static List<LiveJvm> list() {
    List<LiveJvm> jvms = new ArrayList<>();
    for (VirtualMachineDescriptor found : VirtualMachine.list()) {
      jvms.add(of(Long.parseLong(found.id()), found.displayName()));
    }
    jvms.sort(Comparator.comparingLong(LiveJvm::pid));
    return List.copyOf(jvms);
  }

  /** Tells whether this is the JVM that asks. */
  public boolean isSelf() {
    return pid == ProcessHandle.current().pid();
  }

  private static LiveJvm of(long pid, String commandLine) {
    ProcessHandle.Info info = ProcessHandle.of(pid).map(ProcessHandle::info).orElse(null);
    if (info == null) {
      return new LiveJvm(pid, mainClass(commandLine), "", "");
    }
    String version = info.command().map(LiveJvm::versionOf).orElse("");
    return new LiveJvm(pid, mainClass(commandLine), version, info.user().orElse(""));
  }

  /** Returns the first word of the command line; of a jar, its file name. */
  static String mainClass(String commandLine) {
    int end = commandLine.indexOf(' ');
    String first = end < 0 ? commandLine : commandLine.substring(0, end);
    return first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
  }

  /** Reads the version from the {@code release} file of the JDK that this launcher belongs to. */
  private static String versionOf(String launcher) {
    Path bin = Path.of(launcher).getParent();
    if (bin == null || bin.getParent() == null) {
      return "";
    }
    try (Stream<String> lines = Files.lines(bin.resolveSibling("release"))) {
      return lines
          .filter(line -> line.startsWith(VERSION_KEY))
          .map(line -> line.substring(VERSION_KEY.length()).replace("\"", ""))
          .findFirst()
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return ""; // a launcher of another layout, or a release file that is no text
    }
  }
}
