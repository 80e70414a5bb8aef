package heapsh;

import heapsh.graph.Progress;
import heapsh.live.LiveJvm;
import heapsh.render.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Does the work of the verbs in {@code startup.jsh}, which set the variable {@code hp} to what
 * these return. Prints to standard output.
 */
public final class Shell {
  private static final String HOME = "~/";

  private Shell() {}

  /**
   * Opens a dump file, {@code .hprof} or {@code .hprof.gz}, as {@code hp}. A relative path starts
   * at the directory in which the shell was started, {@code ~/} at the home directory.
   *
   * <p>Cost: reads the file once; the next time opens the index that is kept beside it, at once.
   *
   * <p>Example: {@code open("crawler.hprof")}
   *
   * @throws HeapException when there is no such file, or it is no dump or a damaged one
   */
  public static Heap open(String path) {
    return open(path, Options.defaults());
  }

  /**
   * Opens a dump file with options as {@code hp}. The variable {@code salvage} holds those that
   * open what is readable of a dump that is cut off or damaged; {@code Options.engine(MAT)} reads
   * with another engine.
   *
   * <p>Cost: reads the file once.
   *
   * <p>Example: {@code open("crawler.hprof", salvage)}
   *
   * @throws HeapException when there is no such file, or nothing of a heap can be read from it
   */
  public static Heap open(String path, Options options) {
    return Heap.open(
        path(path),
        options.progress() == Progress.NONE
            ? options.progress(ProgressLine.onTerminal())
            : options);
  }

  /**
   * Resolves a path as a user types it: {@code ~/} means the home directory, a relative one starts
   * at the directory in which the shell was started.
   */
  static Path path(String typed) {
    try {
      return typed.startsWith(HOME)
          ? Path.of(System.getProperty("user.home"), typed.substring(HOME.length()))
          : Path.of(typed).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new HeapException("no path: " + SafeText.of(e.getMessage(), 200), e);
    }
  }

  /**
   * Attaches to a running JVM as {@code hp}: its classes are counted by growth() and summary()
   * without a dump, and the first heap() dumps its live objects to a private temporary file, after
   * saying so. Nothing of heapsh runs in it. The file is deleted when the heap or the shell is
   * closed.
   *
   * <p>Cost: a look at that process. The first heap() makes it stand still while it collects its
   * garbage and writes its heap; the file takes as much room as the live objects.
   *
   * <p>Example: {@code attach(4711)}
   *
   * @param pid the process id, see jvms()
   * @throws HeapException when there is no such JVM or it cannot be attached to; says what to do
   */
  public static Heap attach(long pid) {
    return Heap.attach(pid, withProgress());
  }

  /**
   * Takes this very JVM, the one that runs what is typed, as {@code hp}.
   *
   * <p>Cost: like attach.
   *
   * <p>Example: {@code self()}
   */
  public static Heap self() {
    return Heap.attach(ProcessHandle.current().pid(), withProgress());
  }

  /**
   * Connects to a JVM on another host over remote JMX as {@code hp}: its classes are counted by
   * growth() and summary(); a dump lands on its host. With user and TLS: see Jmx.
   *
   * <p>Cost: that of a connection.
   *
   * <p>Example: {@code jmx("localhost:9010")}
   *
   * @param hostPort host and port of its RMI registry, com.sun.management.jmxremote.port
   * @throws HeapException when it cannot be reached or refuses; says what to do
   */
  public static Heap jmx(String hostPort) {
    return jmx(Jmx.at(hostPort));
  }

  /**
   * Connects to a JVM on another host over remote JMX as {@code hp}, with a password.
   *
   * <p>Cost: that of a connection.
   *
   * <p>Example: {@code jmx("localhost:9010", "monitor", "secret")}
   *
   * @throws HeapException when it cannot be reached or refuses; says what to do
   */
  public static Heap jmx(String hostPort, String user, String password) {
    return jmx(Jmx.at(hostPort).user(user, password));
  }

  /**
   * Connects to a JVM on another host over remote JMX as {@code hp}.
   *
   * <p>Cost: that of a connection.
   *
   * <p>Example: {@code jmx(Jmx.at("localhost:9010").user("monitor", "secret").tls())}
   *
   * @throws HeapException when it cannot be reached or refuses; says what to do
   */
  public static Heap jmx(Jmx address) {
    return Heap.jmx(address, withProgress());
  }

  /**
   * Reads class histograms that were saved as text, the earliest first: the output of {@code jcmd
   * PID GC.class_histogram} or {@code jmap -histo PID}, of JDK 8 or newer.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code histograms("monday.txt", "friday.txt").growth()}
   *
   * @throws HeapException when there is no such file, or it holds something else or is cut off; it
   *     names the line
   */
  public static SavedHistograms histograms(String... paths) {
    return SavedHistograms.of(paths);
  }

  /**
   * Opens a saved recording of Flight Recorder, for its sampled old objects and allocations.
   *
   * <p>Cost: reads the file once.
   *
   * <p>Example: {@code recording("x.jfr").leakCandidates()}
   *
   * @throws HeapException when there is no such file, or it is no recording or a damaged one
   */
  public static Recording recording(String path) {
    return Recording.open(path(path));
  }

  /**
   * Lists the running JVMs that this user can attach to: pid, JDK, user, main class. Attaches to
   * none.
   *
   * <p>Cost: reads some small files.
   *
   * <p>Example: {@code jvms()}
   */
  public static JvmTable jvms() {
    return new JvmTable(LiveJvm.list());
  }

  /**
   * Starts a small leaking crawler and finds its leak step by step, each query printed before its
   * answer. The crawler and {@code hp} stay for own queries; the crawler ends with the shell.
   *
   * <p>Cost: some seconds and 200 MB of memory in another process.
   *
   * <p>Example: {@code demo()}
   */
  public static Heap demo() {
    return new Demo(System.out).tell();
  }

  /**
   * Compares dumps of one program, oldest first: what grew by class, by root path with byShape(),
   * by what holds it with byHolder(). The newest is {@code hp} afterwards.
   *
   * <p>Cost: for each dump that of opening it and of the shortest paths to everything in it.
   *
   * <p>Example: {@code growth("before.hprof", "after.hprof").byHolder()}
   *
   * @throws HeapException when there are fewer than two, or one cannot be opened
   */
  public static Growth growth(String... dumps) {
    return Growth.over(dumps);
  }

  /**
   * Makes the profile of numbers of several times, oldest first: what there was of each kind.
   *
   * <p>Cost: O(rows of all).
   *
   * <p>Example: {@code profile(hp.heap().stat())}
   *
   * @throws HeapException when there are none, or they are not of one sort
   */
  public static Profile profile(Stat... stats) {
    return Profile.of(stats);
  }

  /**
   * Loads the profile of a file that stat().append(path) has written to from time to time.
   *
   * <p>Cost: O(rows of all).
   *
   * <p>Example: {@code profile("series.stat")}
   *
   * @throws HeapException when the file cannot be read, or was not written by append(path)
   */
  public static Profile profile(String path) {
    return Profile.load(path);
  }

  /**
   * Prints anything in full. What the shell shows by itself is cut at 1,000 characters.
   *
   * <p>Cost: that of the answer.
   *
   * <p>Example: {@code p(hp.heap().all())}
   */
  public static void p(Object x) {
    if (x instanceof Rich rich) {
      rich.show();
    } else {
      System.out.println(x);
    }
  }

  /**
   * Lists the verbs.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code help()}
   */
  public static void help() {
    System.out.print(resource("verbs.txt"));
  }

  /**
   * Tells what a verb does, what it costs, what its parameters mean, with an example to paste; for
   * a type, all its verbs in one line each.
   *
   * <p>Cost: O(verbs).
   *
   * <p>Example: {@code help("byVia")}
   *
   * @param name the name of a verb, or of a type such as ObjectSet
   * @throws HeapException when there is none, with near matches
   */
  public static void help(String name) {
    System.out.print(Help.load().of(name));
  }

  /**
   * Prints lines to paste during an incident, by the question that they answer.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code recipes()}
   */
  public static void recipes() {
    System.out.print(resource("recipes.txt"));
  }

  /** Prints how to begin, unless the property {@code heapsh.banner} is {@code false}. */
  public static void banner() {
    if (Boolean.parseBoolean(System.getProperty("heapsh.banner", "true"))) {
      System.out.print(Banner.text());
    }
  }

  /**
   * Prints what a query answers and returns 0, the exit status of success; what the query throws
   * passes.
   */
  public static int answer(Callable<?> query) throws Exception {
    Object value = query.call();
    if (value != null) {
      p(value);
    }
    return 0;
  }

  /**
   * Runs a query that answers nothing and returns 0, the exit status of success; what the query
   * throws passes.
   */
  public static int answer(Runnable query) {
    query.run();
    return 0;
  }

  static Options withProgress() {
    return Options.defaults().progress(ProgressLine.onTerminal());
  }

  private static String resource(String name) {
    try (InputStream in = Shell.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
