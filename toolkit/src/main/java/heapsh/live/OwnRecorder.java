package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** Records in this very JVM, without a detour. Thread-safe. */
final class OwnRecorder implements Recorder {
  private static final String WHO = "this JVM";
  private static final long MAX_BYTES = 64L << 20;
  private static final String CUTOFF = "jdk.OldObjectSample#cutoff";

  @Override
  public synchronized void start() {
    if (ours() != null) {
      throw RecorderErrors.runsAlready(WHO);
    }
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.setName(NAME);
      recording.setMaxSize(MAX_BYTES);
      recording.start();
    } catch (IOException | ParseException | IllegalStateException e) {
      throw RecorderErrors.refused(WHO, Target.printable(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public synchronized void stop() {
    Recording recording = ours();
    if (recording == null) {
      throw RecorderErrors.noneOfOurs(WHO);
    }
    recording.close();
  }

  @Override
  public synchronized <T> T copy(boolean withPaths, Reader<T> reader) {
    Recording recording = ours() != null ? ours() : running().stream().findFirst().orElse(null);
    if (recording == null) {
      throw RecorderErrors.noneRuns(WHO);
    }
    Map<String, String> settings = recording.getSettings();
    try (PrivateFile file = PrivateFile.in("recording.jfr")) {
      if (withPaths) {
        Map<String, String> searching = new HashMap<>(settings);
        searching.put(CUTOFF, "infinity"); // the copy's own setting decides about the search
        recording.setSettings(searching);
      }
      recording.dump(file.path());
      return reader.read(file.path());
    } catch (IOException e) {
      throw new HeapException("cannot copy the recording of this JVM: " + e.getMessage(), e);
    } finally {
      recording.setSettings(settings);
    }
  }

  private static Recording ours() {
    return running().stream().filter(r -> r.getName().equals(NAME)).findFirst().orElse(null);
  }

  private static List<Recording> running() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getState() == RecordingState.RUNNING)
        .toList();
  }
}
