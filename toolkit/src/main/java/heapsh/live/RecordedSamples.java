package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Holds what a recording of JDK Flight Recorder tells of the heap: sampled old objects and sampled
 * allocations, grouped. Immutable.
 *
 * <p>Read are the events {@code jdk.OldObjectSample}, and for allocations {@code
 * jdk.ObjectAllocationSample} of JDK 16 and newer or, when there are none, {@code
 * jdk.ObjectAllocationInNewTLAB} and {@code ...OutsideTLAB} of all; their fields are described in
 * the JDK's {@code metadata.xml}.
 */
public final class RecordedSamples {
  /** So many frames tell two places apart and are kept. */
  private static final int FRAMES = 16;

  private static final int MOST_STEPS = 1000;

  private record Held(String className, String root, List<String> path) {}

  private record Made(String className, List<String> stack) {}

  private static final class Old {
    int samples;
    long oldestMillis;
    final Map<List<String>, Integer> stacks = new HashMap<>();
  }

  private static final class Sum {
    long bytes;
    int samples;
  }

  private final Map<Held, Old> old = new LinkedHashMap<>();
  private final Map<Made, Sum> sampled = new HashMap<>();
  private final Map<Made, Sum> tlab = new HashMap<>();

  private RecordedSamples() {}

  /**
   * Reads a recording.
   *
   * <p>Cost: O(events).
   *
   * @throws HeapException when there is no such file, or it is no recording or a damaged one
   */
  public static RecordedSamples read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new HeapException("no file " + file);
    }
    RecordedSamples samples = new RecordedSamples();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        samples.add(recording.readEvent());
      }
    } catch (IOException | RuntimeException e) {
      throw new HeapException(
          file
              + " is no whole recording of Flight Recorder ("
              + Target.printable(String.valueOf(e.getMessage()))
              + "); expected what jcmd PID JFR.dump wrote",
          e);
    }
    return samples;
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.OldObjectSample" -> addOld(event);
      case "jdk.ObjectAllocationSample" -> addMade(sampled, event, "weight");
      case "jdk.ObjectAllocationInNewTLAB" -> addMade(tlab, event, "tlabSize");
      case "jdk.ObjectAllocationOutsideTLAB" -> addMade(tlab, event, "allocationSize");
      default -> {
        // Everything else is not about the heap.
      }
    }
  }

  private static void addMade(Map<Made, Sum> to, RecordedEvent event, String weight) {
    RecordedClass type = event.getClass("objectClass");
    if (type != null) {
      Made made = new Made(JvmNames.toJava(type.getName()), stack(event.getStackTrace()));
      Sum sum = to.computeIfAbsent(made, key -> new Sum());
      sum.bytes += Math.max(0, event.getLong(weight));
      sum.samples++;
    }
  }

  private void addOld(RecordedEvent event) {
    RecordedObject object = event.getValue("object");
    RecordedClass type = object == null ? null : object.getValue("type");
    if (type == null) {
      return; // it was collected meanwhile
    }
    String name = JvmNames.toJava(type.getName());
    Old group = old.computeIfAbsent(new Held(name, root(event), path(object)), key -> new Old());
    group.samples++;
    group.stacks.merge(stack(event.getStackTrace()), 1, Integer::sum);
    if (event.hasField("objectAge")) {
      group.oldestMillis = Math.max(group.oldestMillis, event.getDuration("objectAge").toMillis());
    }
  }

  private static String root(RecordedEvent event) {
    RecordedObject root = event.getValue("root");
    if (root == null) {
      return "";
    }
    String description = root.getString("description");
    String type = root.getString("type");
    return description == null || description.isEmpty() ? String.valueOf(type) : description;
  }

  /** Returns the fields from the root down: the event has them from the object up. */
  private static List<String> path(RecordedObject sampled) {
    List<String> steps = new ArrayList<>();
    RecordedObject referrer = sampled.getValue("referrer");
    for (int i = 0; referrer != null && i < MOST_STEPS; i++) {
      RecordedObject holder = referrer.getValue("object");
      steps.add(step(referrer, holder));
      referrer = holder == null ? null : holder.getValue("referrer");
    }
    Collections.reverse(steps);
    return List.copyOf(steps);
  }

  private static String step(RecordedObject referrer, RecordedObject holder) {
    RecordedClass type = holder == null ? null : holder.getValue("type");
    String name = type == null ? "?" : JvmNames.toJava(type.getName());
    if (referrer.getValue("array") != null) {
      return name + "[*]"; // each element has another index, and is held the same way
    }
    RecordedObject field = referrer.getValue("field");
    String fieldName = field == null ? "?" : field.getString("name");
    String description = holder == null ? null : holder.getString("description");
    if (name.equals("java.lang.Class") && description != null) { // "Class Name: com.acme.Foo"
      name = description.substring(description.indexOf(':') + 1).strip();
    }
    return name + "." + fieldName;
  }

  private static List<String> stack(RecordedStackTrace trace) {
    if (trace == null) {
      return List.of();
    }
    List<String> frames = new ArrayList<>();
    for (RecordedFrame frame : trace.getFrames()) {
      if (frames.size() < FRAMES && frame.isJavaFrame() && frame.getMethod() != null) {
        int line = frame.getLineNumber();
        String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
        frames.add(line > 0 ? method + ":" + line : method);
      }
    }
    return List.copyOf(frames);
  }

  /** Returns the sampled old objects, those with the most samples first, then the oldest. */
  public List<OldObject> oldObjects() {
    List<OldObject> objects = new ArrayList<>();
    old.forEach(
        (held, group) ->
            objects.add(
                new OldObject(
                    held.className(),
                    group.samples,
                    group.oldestMillis,
                    held.root(),
                    held.path(),
                    mostCommon(group.stacks))));
    objects.sort(
        Comparator.comparingInt(OldObject::samples)
            .thenComparingLong(OldObject::oldestMillis)
            .reversed());
    return List.copyOf(objects);
  }

  private static List<String> mostCommon(Map<List<String>, Integer> stacks) {
    return Collections.max(stacks.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Returns the places of allocation, those with the most bytes first. */
  public List<AllocationSite> allocationSites() {
    List<AllocationSite> sites = new ArrayList<>();
    (sampled.isEmpty() ? tlab : sampled)
        .forEach(
            (made, sum) ->
                sites.add(
                    new AllocationSite(made.className(), sum.bytes, sum.samples, made.stack())));
    sites.sort(
        Comparator.comparingLong(AllocationSite::bytes)
            .reversed()
            .thenComparing(AllocationSite::className));
    return List.copyOf(sites);
  }
}
