package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import jdk.management.jfr.FlightRecorderMXBean;
import jdk.management.jfr.RecordingInfo;

/**
 * Records in a JVM on another host by its FlightRecorder MBean; copies come over the connection.
 */
final class JmxRecorder implements Recorder {
  private static final ObjectName BEAN =
      DiagnosticBean.name("jdk.management.jfr:type=FlightRecorder");
  private static final String RUNNING = "RUNNING";
  private static final long MOST_BYTES = 1L << 30;

  private final JmxSource source;

  JmxRecorder(JmxSource source) {
    this.source = source;
  }

  @Override
  public void start() {
    source.asked(
        server -> {
          FlightRecorderMXBean bean = bean(server);
          if (find(bean, true) >= 0) {
            throw RecorderErrors.runsAlready(who());
          }
          long id = bean.newRecording();
          bean.setRecordingOptions(id, Map.of("name", NAME, "maxSize", Long.toString(64L << 20)));
          Map<String, String> settings = new HashMap<>(profile(bean));
          settings.put("jdk.OldObjectSample#cutoff", "infinity"); // a copy finds the paths
          bean.setRecordingSettings(id, settings);
          bean.startRecording(id);
          return id;
        });
  }

  /**
   * Returns the settings of the JDK's profile. Not those of a recording that was given them: before
   * it starts, a recording tells none.
   */
  private static Map<String, String> profile(FlightRecorderMXBean bean) {
    return bean.getConfigurations().stream()
        .filter(configuration -> configuration.getName().equals("profile"))
        .findFirst()
        .orElseThrow(
            () -> new HeapException("the Flight Recorder of that JVM has no settings 'profile'"))
        .getSettings();
  }

  @Override
  public void stop() {
    source.asked(
        server -> {
          FlightRecorderMXBean bean = bean(server);
          long id = find(bean, true);
          if (id < 0) {
            throw RecorderErrors.noneOfOurs(who());
          }
          bean.closeRecording(id);
          return id;
        });
  }

  @Override
  public <T> T copy(boolean withPaths, Reader<T> reader) {
    try (PrivateFile file = PrivateFile.in("recording.jfr")) {
      source.asked(
          server -> {
            FlightRecorderMXBean bean = bean(server);
            long ours = find(bean, true);
            long id = ours >= 0 ? ours : find(bean, false);
            if (id < 0) {
              throw RecorderErrors.noneRuns(who());
            }
            long copy = bean.cloneRecording(id, true);
            try {
              fetch(bean, copy, file.path());
            } finally {
              bean.closeRecording(copy);
            }
            return id;
          });
      return reader.read(file.path());
    }
  }

  private void fetch(FlightRecorderMXBean bean, long copy, Path file) throws IOException {
    long stream = bean.openStream(copy, Map.of());
    try (OutputStream out = Files.newOutputStream(file)) {
      long size = 0;
      for (byte[] part = bean.readStream(stream); part != null; part = bean.readStream(stream)) {
        size += part.length;
        if (size > MOST_BYTES) {
          throw new HeapException("the recording of " + who() + " exceeds 1 GiB");
        }
        out.write(part);
      }
    } finally {
      bean.closeStream(stream);
    }
  }

  /** Returns the running recording, ours or the first; -1 when there is none. */
  private static long find(FlightRecorderMXBean bean, boolean ours) {
    return bean.getRecordings().stream()
        .filter(r -> r.getState().equals(RUNNING) && (!ours || r.getName().equals(NAME)))
        .mapToLong(RecordingInfo::getId)
        .findFirst()
        .orElse(-1);
  }

  private FlightRecorderMXBean bean(MBeanServerConnection server) throws IOException {
    if (!server.isRegistered(BEAN)) {
      throw RecorderErrors.noFlightRecorder(who(), new IOException("no such MBean: " + BEAN));
    }
    return JMX.newMXBeanProxy(server, BEAN, FlightRecorderMXBean.class);
  }

  private String who() {
    return "the " + source.describe();
  }
}
