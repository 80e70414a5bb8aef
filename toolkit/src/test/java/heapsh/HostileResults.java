package heapsh;

import heapsh.fixtures.Dump;
import heapsh.fixtures.ManualTimer;
import heapsh.fixtures.ScriptedJvm;
import heapsh.hprof.FieldType;
import heapsh.live.AllocationSite;
import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import heapsh.live.DumpRoom;
import heapsh.live.LiveJvm;
import heapsh.live.OldObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes one of each result over a heap whose every text is hostile. */
final class HostileResults {
  /**
   * HTML, script, a way out of an attribute, ANSI, controls, what reverses text, halves of pairs.
   */
  static final String EVIL =
      "</td></summary><script>alert(1)</script>\" onload='alert(2)' <img src=x onerror=alert(3)>"
          + "&amp;&#60;]]>--> \u001b[31m\u0007\u0000 \u202egnp \ud83d\ude00 \udc00\ud800";

  private static final int MEGABYTES = 3 << 20;

  private HostileResults() {}

  /** Makes the results; working files go into the directory. */
  static List<Rich> of(Path directory) {
    List<Rich> results = new ArrayList<>(ofHeap(heap(directory, "one", 1)));
    Heap later = heap(directory, "two", 40);
    Growth growth = Growth.over(heap(directory, "three", 2), later);
    results.add(growth);
    results.add(growth.get(0));
    results.add(growth.plot());
    results.add(growth.byShape().plot());
    results.add(growth.byShape());
    results.add(growth.byShape().get(0));
    results.add(growth.byHolder());
    results.addAll(live());
    return results;
  }

  private static Heap heap(Path directory, String name, int copies) {
    return Heaps.of(
        directory,
        name + ".hprof",
        d -> {
          Dump.Type evil =
              d.newClass("evil." + EVIL)
                  .field(EVIL, FieldType.OBJECT)
                  .field("next", FieldType.OBJECT)
                  .field("c", FieldType.CHAR);
          Dump.Type thread = d.newClass("java.lang.Thread").field("name", FieldType.OBJECT);
          long text = utf16(d, EVIL);
          long huge = utf16(d, EVIL + "x".repeat(MEGABYTES));
          long array = d.array(text, huge);
          long last = d.instance(evil, huge, 0, 0xdc00);
          for (int i = 0; i < copies; i++) {
            last = d.instance(evil, i % 2 == 0 ? array : text, last, '<');
          }
          d.root(last);
          d.root(d.instance(thread, text));
          d.newClass("Holder" + EVIL).staticField(EVIL, FieldType.OBJECT, last);
        });
  }

  private static long utf16(Dump d, String text) {
    long value = d.bytes(units(text));
    return d.instance(d.type("java.lang.String"), value, 0, 1);
  }

  /** Returns the code units, halves of pairs as they are. */
  private static byte[] units(String text) {
    byte[] units = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) text.charAt(i);
      units[2 * i + 1] = (byte) (text.charAt(i) >> 8);
    }
    return units;
  }

  private static List<Rich> ofHeap(Heap hp) {
    ObjectSet evil = hp.heap().filter(o -> o.className().startsWith("evil."));
    ObjectSet strings = hp.instancesOf("java.lang.String");
    List<Rich> results = new ArrayList<>();
    results.add(hp);
    results.add(hp.info());
    results.add(hp.heap());
    results.add(strings);
    results.add(hp.heap().all());
    results.add(hp.heap().get(0));
    results.add(strings.byVia());
    results.add(hp.heap().kind());
    results.add(strings.byVia().kind());
    results.add(hp.heap().stat());
    results.add(hp.heap().stat().get(0));
    results.add(hp.summary());
    results.add(strings.shpaths());
    results.add(strings.shpaths().get(0));
    results.add(strings.shpaths().get(0).example());
    results.add(strings.pathsIn());
    results.add(evil.pathsOut());
    results.add(strings.rp());
    results.add(strings.rp().paths("a"));
    results.add(hp.dominatorTree());
    results.add(evil.dominatorTree());
    results.add(hp.without(hp.heap().get(0).kind()));
    results.add(hp.threads());
    results.add(hp.threads().get(0));
    results.add(new HeapThread.Frame(EVIL, EVIL, List.of()));
    for (HeapObject object : hp.all().stream().toList()) {
      results.add(object);
    }
    results.add(hp.heap().treemap());
    results.add(strings.byVia().all());
    results.add(strings.byVia().treemap());
    results.add(hp.dominatorTree().treemap());
    results.add(hp.heap().sizeHistogram());
    results.add(strings.showRefs());
    results.add(strings.showBackrefs().extraInfo(o -> EVIL).shortNames(false));
    results.add(evil.showBackrefs().raw());
    results.addAll(likePython(hp, evil, strings));
    return results;
  }

  /** Makes what users of Python's tools ask for. */
  private static List<Rich> likePython(Heap hp, ObjectSet evil, ObjectSet strings) {
    Chain chain = strings.findBackrefChain(HeapObject::isRoot);
    Asized sized = evil.largest(1).asized().detail(3);
    Kind kind = Kind.via(EVIL).or(Kind.ofPackage(EVIL)).and(Kind.rcs(EVIL).alt("<=").not());
    Profile profile = Profile.of(hp.heap().stat(), hp.all().stat());
    List<Rich> results = new ArrayList<>(List.of(chain, hp.showChain(chain), sized, kind));
    results.add(strings.findRefChain(o -> false));
    results.add(strings.asized());
    results.add(sized.get(0));
    results.add(strings.whyAlive());
    results.add(evil.refTree());
    results.add(evil.refTree().forwards().raw());
    results.add(evil.cycles());
    results.add(hp.relativeTo(hp));
    results.add(profile);
    results.add(profile.plot());
    results.add(profile.byCount().plot());
    ClassTracker tracker = hp.classTracker("evil*", "java.*").createSnapshot(EVIL);
    results.add(tracker);
    results.add(tracker.snapshots().get(0));
    results.add(tracker.plotCounts());
    return results;
  }

  private static List<Rich> live() {
    ManualTimer timer = new ManualTimer();
    ScriptedJvm jvm = new ScriptedJvm(timer).has(EVIL, i -> (10L + i) << 20);
    Watch watch =
        Watch.start(
            jvm,
            new WatchDump(() -> null, DumpRoom::check, line -> {}),
            Duration.ofSeconds(10),
            true,
            timer,
            line -> {});
    timer.next(60);
    ClassHistogram histogram =
        ClassHistogram.of(Instant.EPOCH, true, List.of(new ClassCount(EVIL, 1, 16)));
    List<String> stack = List.of(EVIL + "." + EVIL + ":1");
    AllocationSite site = new AllocationSite(EVIL, 1, 1, stack);
    List<Rich> results = new ArrayList<>();
    results.add(watch);
    results.add(watch.plot());
    results.add(watch.suspects());
    results.add(watch.suspects().rows().get(0));
    results.add(new Tracker(EVIL, () -> histogram).mark(EVIL));
    results.add(new LeakCandidates(EVIL, List.of(new OldObject(EVIL, 1, 1, EVIL, stack, stack))));
    results.add(new AllocationSites(EVIL, List.of(site)));
    NewIds ids = NewIds.of(EVIL, null, histogram);
    results.add(ids);
    results.add(ids.rows().get(0));
    results.add(new JvmTable(List.of(new LiveJvm(1, EVIL, EVIL, EVIL))));
    return results;
  }
}
