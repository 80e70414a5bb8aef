package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.live.HistogramSeries;
import heapsh.live.HistogramSource;
import heapsh.live.LookTimer;
import heapsh.live.TargetState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks at the class histogram of a running JVM every so often, in the background, until it is
 * stopped or the JVM ends. Nothing of heapsh runs in that JVM. Thread-safe.
 *
 * <pre>
 *   Watch watch = jvm.watch(Duration.ofSeconds(10));   // a block for each look
 *   watch.suspects();                                  // what grows steadily
 *   watch.plot().save("growth.svg");
 *   watch.dumpWhen(Rule.totalBytes().above("3 GB"));   // one dump when it holds,
 *   watch.heap().heap();                               // opened as a heap
 *   watch.stop();
 * </pre>
 *
 * <p>All looks are kept in bounded memory: new ones singly, old ones thinned to the least that each
 * class had ({@link HistogramSeries}); days fit. There are never two looks at once: while one is
 * slow, the next are skipped, and that is said. A JVM that does not answer is asked again at the
 * next look; one that was started anew begins a new run of the same series. Over JMX that is what
 * answers at the same address; by pid, the one process of the same user and command line that was
 * started since, within ten minutes.
 */
public final class Watch implements AutoCloseable, Rich {
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  /** How long an ended target may take to be started again. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HistogramSource source;
  private final TargetState target;
  private final Duration every;
  private final boolean liveOnly;
  private final LookTimer timer;
  private final Consumer<String> out;
  private final HistogramSeries series = new HistogramSeries();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final WatchDump dump;

  // What follows is written by one look at a time, or under this lock.
  private volatile String ended = "";
  private volatile ClassHistogram last;
  private ClassHistogram first;
  private volatile String lastBlock = "";
  private volatile long maxHeapBytes = -1;
  private OptionalLong startMillis = OptionalLong.empty();
  private volatile Instant lookBegan;

  /** When the target was found to have ended; null while it runs. */
  private Instant endedAt;

  private long skipped;
  private long failures;

  private Watch(
      HistogramSource source,
      WatchDump dump,
      Duration every,
      boolean liveOnly,
      LookTimer timer,
      Consumer<String> out) {
    this.source = source;
    this.every = every;
    this.liveOnly = liveOnly;
    this.timer = timer;
    this.out = out;
    target = TargetState.of(source);
    this.dump = dump;
  }

  /**
   * Begins to look.
   *
   * @param source is not closed by the watch
   * @param dump takes a dump when a rule holds
   * @throws HeapException when the interval is shorter than a second
   */
  static Watch start(
      HistogramSource source,
      WatchDump dump,
      Duration every,
      boolean liveOnly,
      LookTimer timer,
      Consumer<String> out) {
    if (every.compareTo(LEAST_INTERVAL) < 0) {
      throw new HeapException(
          "a watch every "
              + every.toMillis()
              + " ms would stop its target too often; 1 s at least");
    }
    Watch watch = new Watch(source, dump, every, liveOnly, timer, out);
    if (liveOnly && source.causesCollection()) {
      out.accept("Each look makes " + source.describe() + " collect its garbage; stop() ends it.");
    }
    timer.start(every, watch::tick);
    return watch;
  }

  private void tick() {
    if (looking.compareAndSet(false, true)) {
      timer.run(this::look);
    } else {
      skip();
    }
  }

  private synchronized void skip() {
    skipped++;
    Instant began = lookBegan;
    if (skipped == 1 && began != null) {
      String taken = Durations.text(Duration.between(began, timer.now()));
      out.accept(
          WatchBlock.time(timer.now())
              + " The last look still runs after "
              + taken
              + "; looks are skipped until it is done.");
    }
  }

  private void look() {
    lookBegan = timer.now();
    try {
      if (target.hasEnded()) {
        target.follow();
      }
      checkRun();
      ClassHistogram now = source.take(liveOnly);
      if (ended.isEmpty()) {
        seen(now);
      }
    } catch (HeapException e) {
      failed(e);
    } catch (RuntimeException | Error e) {
      end("failed: " + e);
      out.accept(traceOf(e));
    } finally {
      lookBegan = null;
      looking.set(false);
    }
  }

  /** Begins a new run of the series when the target is no longer the process that it was. */
  private void checkRun() {
    OptionalLong start = target.startMillis();
    boolean anew =
        start.isPresent()
            && startMillis.isPresent()
            && start.getAsLong() != startMillis.getAsLong();
    if (anew) {
      series.restart();
      first = null;
      out.accept(
          WatchBlock.time(timer.now()) + " " + source.describe() + " was started anew; going on.");
    }
    if (anew || last == null) {
      maxHeapBytes = target.maxHeapBytes().orElse(-1);
    }
    startMillis = start;
  }

  private void seen(ClassHistogram now) {
    endedAt = null;
    StringBuilder block = new StringBuilder();
    synchronized (this) {
      if (failures > 0) {
        block.append(WatchBlock.time(timer.now())).append(" It answers again.\n");
      }
      if (skipped > 0) {
        String one = skipped == 1 ? " look was" : " looks were";
        block.append(WatchBlock.time(timer.now())).append(" That took ");
        block.append(Durations.text(Duration.between(lookBegan, timer.now())));
        block.append("; ").append(skipped).append(one).append(" skipped.\n");
      }
      failures = 0;
      skipped = 0;
    }
    series.add(now);
    first = first == null ? now : first;
    lastBlock =
        WatchBlock.of(series.looksTaken(), first, last == null || first == now ? now : last, now);
    last = now;
    out.accept(block + lastBlock);
    dump.check(new SeriesFacts(series), now.totalBytes());
  }

  private void failed(HeapException e) {
    if (!ended.isEmpty()) {
      return; // stopped: the look was interrupted
    }
    if (target.hasEnded()) {
      awaitSuccessor();
      return;
    }
    synchronized (this) {
      failures++;
      skipped = 0;
      if (failures == 1) {
        out.accept(
            WatchBlock.time(timer.now())
                + " No look: "
                + e.getMessage()
                + ". Trying again every "
                + Durations.text(every)
                + ".");
      }
    }
  }

  /** Gives an ended target some time to be started again. */
  private void awaitSuccessor() {
    String target = WatchBlock.time(timer.now()) + " " + source.describe();
    if (endedAt == null) {
      endedAt = timer.now();
      out.accept(
          target
              + " has ended. The watch keeps its "
              + Listing.counted(series.looksTaken(), "look")
              + ": suspects(), plot().\n  It goes on if that JVM is started again within "
              + Durations.text(PATIENCE)
              + "; stop() ends it.");
    } else if (Duration.between(endedAt, timer.now()).compareTo(PATIENCE) >= 0) {
      end("it has ended");
      out.accept(target + " was not started again; the watch is over.");
    }
  }

  private void end(String reason) {
    ended = reason;
    timer.stop();
  }

  private static String traceOf(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return "The watch ended by a defect of heapsh; please report it:\n" + trace.toString().strip();
  }

  // ---- what is asked of it

  /**
   * Ends the looks; what was seen is kept. A look that runs is given up, though the JVM finishes
   * it. Later calls do nothing.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code watch.stop()}
   *
   * @return this watch
   */
  public synchronized Watch stop() {
    if (ended.isEmpty()) {
      end("stopped");
    }
    return this;
  }

  /**
   * Does what stop() does.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code watch.close()}
   */
  @Override
  public void close() {
    stop();
  }

  /**
   * Tells whether it still looks.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code watch.isRunning()}
   */
  public boolean isRunning() {
    return ended.isEmpty();
  }

  /**
   * Ranks the classes by how steadily they grow, with their growth an hour and the time until the
   * heap is full. Neither the teeth of collections and caches nor growth that ended count: the
   * least bytes of 16 parts of the time are tested by Mann and Kendall's trend test. Needs eight
   * looks since the JVM was started.
   *
   * <p>Cost: O(looks * classes), some 100 ms at most.
   *
   * <p>Example: {@code watch.suspects()}
   */
  public Suspects suspects() {
    return Suspects.of(series, maxHeapBytes);
  }

  /**
   * Draws the bytes of the suspects over time, or of the classes that grew most when there are no
   * suspects; eight at most. Dashed lines are restarts.
   *
   * <p>Cost: O(looks * classes), some 100 ms at most.
   *
   * <p>Example: {@code watch.plot().save("growth.svg")}
   *
   * @throws HeapException when nothing was seen yet
   */
  public Plot plot() {
    return new WatchPlot(series, source.describe()).of(suspects());
  }

  /**
   * Draws the bytes of these classes over time.
   *
   * <p>Cost: O(looks * classes) for each class.
   *
   * <p>Example: {@code watch.plot("com.acme.Foo", "byte[]").save("growth.svg")}
   *
   * @throws HeapException when nothing was seen yet, or a class never was, with near matches
   */
  public Plot plot(String... classNames) {
    return new WatchPlot(series, source.describe()).of(List.of(classNames), seenNames());
  }

  private List<String> seenNames() {
    ClassHistogram now = last;
    return now == null ? List.of() : now.rows().stream().map(row -> row.className()).toList();
  }

  /**
   * Takes one dump when the rule holds after a look, and opens it: heap() gives it. Before the JVM
   * pauses, the room on the disk is checked; when there is too little, that is said and the rule
   * stays. A new rule replaces the old one, and may dump again.
   *
   * <p>Cost: that of the rule for each look; the dump is that of attach(pid).
   *
   * <p>Example: {@code watch.dumpWhen(Rule.bytes("com.acme.Foo").above("500 MB"))}
   *
   * @return this watch
   * @throws HeapException when the watch has ended, or there is too little room already now
   */
  public Watch dumpWhen(Rule rule) {
    ClassHistogram now = last;
    if (!ended.isEmpty()) {
      throw new HeapException("this watch is over (" + ended + "); start a new one");
    }
    dump.arm(rule, now == null ? 0 : now.totalBytes(), unseen(rule, now));
    return this;
  }

  private String unseen(Rule rule, ClassHistogram now) {
    String name = rule.className();
    boolean known = name.isEmpty() || now == null || now.of(name).count() > 0;
    return known ? "" : " No object of it was seen yet" + NearMatches.hint(name, seenNames()) + ".";
  }

  /**
   * Returns the heap that dumpWhen dumped. It is the caller's: close it to delete its file.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code watch.heap().heap()}
   *
   * @throws HeapException when there is none yet; says what the watch waits for
   */
  public Heap heap() {
    return dump.heap();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Watch of ").append(source.describe());
    text.append(", every ").append(Durations.text(every)).append(": ");
    text.append(Listing.counted(series.looksTaken(), "look"));
    text.append(ended.isEmpty() ? "; stop() ends it." : "; over: " + ended + ".");
    if (!lastBlock.isEmpty()) {
      text.append('\n').append(lastBlock);
    }
    return text.append(dump.status()).toString();
  }
}
