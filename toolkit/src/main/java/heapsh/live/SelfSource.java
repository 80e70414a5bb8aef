package heapsh.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Takes histograms of this very JVM, by its own MBean. Thread-safe. */
final class SelfSource implements HistogramSource, TargetState {
  @Override
  public synchronized ClassHistogram take(boolean liveOnly) {
    try {
      return DiagnosticBean.histogram(
          ManagementFactory.getPlatformMBeanServer(), "this JVM", liveOnly);
    } catch (IOException e) {
      throw new UncheckedIOException("no connection is involved", e);
    }
  }

  @Override
  public boolean hasEnded() {
    return false;
  }

  @Override
  public OptionalLong startMillis() {
    return OptionalLong.of(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  @Override
  public OptionalLong maxHeapBytes() {
    return OptionalLong.of(Runtime.getRuntime().maxMemory());
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(ProcessHandle.current().pid());
  }

  @Override
  public String describe() {
    return "this JVM (" + ProcessHandle.current().pid() + ")";
  }

  @Override
  public boolean causesCollection() {
    return true;
  }

  @Override
  public void close() {
    // There is nothing to end.
  }
}
