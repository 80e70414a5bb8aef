package heapsh.live;

import heapsh.HeapException;

/** Words what can go wrong with recordings, the same for every way to a JVM. */
final class RecorderErrors {
  private RecorderErrors() {}

  static HeapException noneRuns(String who) {
    return new HeapException(
        "no recording runs in "
            + who
            + "; record() starts one: ask again when it has worked a while");
  }

  static HeapException noneOfOurs(String who) {
    return new HeapException("no recording of heapsh runs in " + who);
  }

  static HeapException runsAlready(String who) {
    return new HeapException(
        "a recording of heapsh runs in " + who + " already; stopRecording() ends it");
  }

  static HeapException refused(String who, String reason) {
    return new HeapException(who + " did not record: " + reason);
  }

  static HeapException noFlightRecorder(String who, Exception e) {
    return new HeapException(
        who
            + " has no Flight Recorder; it takes a JDK 11 or newer with the module jdk.jfr"
            + " (growth() and watch() work without)",
        e);
  }
}
