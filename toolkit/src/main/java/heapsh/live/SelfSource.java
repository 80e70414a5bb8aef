package heapsh.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;

/** Takes histograms of this very JVM, by its own MBean. Thread-safe. */
final class SelfSource implements HistogramSource {
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
