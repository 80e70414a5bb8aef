package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;

/** Asks the DiagnosticCommand MBean of a JVM, which HotSpot has since JDK 8. */
final class DiagnosticBean {
  private static final ObjectName NAME = name("com.sun.management:type=DiagnosticCommand");
  private static final String OPERATION = "gcClassHistogram";

  private DiagnosticBean() {}

  /**
   * Takes a class histogram.
   *
   * @throws IOException when the connection is lost
   * @throws HeapException when that JVM has no such operation or refuses it
   */
  static ClassHistogram histogram(MBeanServerConnection server, String who, boolean liveOnly)
      throws IOException {
    Instant now = Instant.now();
    String[] arguments = liveOnly ? new String[0] : new String[] {"-all"};
    Object text =
        call(
            who,
            "class histograms",
            () ->
                server.invoke(
                    NAME,
                    OPERATION,
                    new Object[] {arguments},
                    new String[] {String[].class.getName()}));
    return HistogramText.parse(
            "the histogram of " + who, new StringReader(String.valueOf(text)), now, liveOnly)
        .histogram();
  }

  /** Calls an MBean. */
  @FunctionalInterface
  interface Call<T> {
    /** Returns the answer. */
    T run() throws JMException, IOException;
  }

  /** Calls an MBean of a JVM and turns what that JVM lacks or refuses into one line. */
  static <T> T call(String who, String what, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (SecurityException e) {
      throw new HeapException(
          who
              + " does not let this user ask for "
              + what
              + " ("
              + line(e)
              + "); a user with readwrite access may",
          e);
    } catch (InstanceNotFoundException | ReflectionException e) {
      throw new HeapException(
          who + " has no " + what + ": it takes HotSpot of JDK 8 or newer (" + line(e) + ")", e);
    } catch (RuntimeMBeanException e) {
      throw new HeapException(who + " refused " + what + ": " + line(e.getCause()), e);
    } catch (JMException e) {
      throw new HeapException(who + " failed at " + what + ": " + line(root(e)), e);
    }
  }

  static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  /** Returns the first line of a message that may come from another JVM. */
  static String line(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return Target.printable(e.getMessage() == null ? e.getClass().getSimpleName() : message);
  }
}
