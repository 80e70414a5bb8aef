package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import javax.net.ssl.SSLException;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * Takes histograms of a JVM on another host over remote JMX, and makes it dump its heap there.
 * Thread-safe.
 *
 * <p>The calls run on a thread of their own, because RMI does not hear of interrupts and has no
 * time limit of its own for connections. A lost connection is made anew by the next call.
 */
public final class JmxSource implements HistogramSource {
  private static final ObjectName HOTSPOT =
      DiagnosticBean.name("com.sun.management:type=HotSpotDiagnostic");
  private static final ObjectName RUNTIME = DiagnosticBean.name("java.lang:type=Runtime");
  private static final String BOUND_NAME = "jmxrmi";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final JmxAddress address;
  private final String name;
  private JMXConnector connector;
  private boolean closed;

  private JmxSource(JmxAddress address) {
    this.address = address;
    name = "JVM at " + Target.printable(address.target());
  }

  /**
   * Connects.
   *
   * @throws HeapException when the JVM cannot be reached in time or refuses; says what to do
   */
  static JmxSource connect(JmxAddress address) {
    JmxSource source = new JmxSource(address);
    source.reconnect();
    return source;
  }

  @Override
  public synchronized ClassHistogram take(boolean liveOnly) {
    return call(server -> DiagnosticBean.histogram(server, name, liveOnly));
  }

  /**
   * Makes that JVM dump its live objects to a file on its own host, in its temporary directory,
   * where its owner alone can read it. It is not deleted. The JVM stands still meanwhile.
   *
   * @param garbage whether to dump what is not reachable too, without a collection
   * @return the path on that host
   * @throws HeapException when it fails there, for lack of room or rights
   */
  public synchronized String dumpThere(boolean garbage) {
    return call(
        server -> {
          String file = fileThere(server);
          DiagnosticBean.call(
              name,
              "heap dumps",
              () ->
                  server.invoke(
                      HOTSPOT,
                      "dumpHeap",
                      new Object[] {file, !garbage},
                      new String[] {"java.lang.String", "boolean"}));
          return file;
        });
  }

  /** Tells whether that JVM runs on this machine, so that its files can be read here. */
  public boolean isThisHost() {
    if (address.isService()) {
      return false;
    }
    try {
      InetAddress host = InetAddress.getByName(address.host());
      return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
    } catch (IOException e) {
      return false; // unknown: then its files are not ours
    }
  }

  private String fileThere(MBeanServerConnection server) throws IOException {
    TabularData properties =
        (TabularData)
            DiagnosticBean.call(
                name, "system properties", () -> server.getAttribute(RUNTIME, "SystemProperties"));
    String directory = property(properties, "java.io.tmpdir");
    String separator = property(properties, "file.separator");
    String file = "heapsh-" + STAMP.format(Instant.now()) + ".hprof";
    return directory + (directory.endsWith(separator) ? "" : separator) + file;
  }

  private static String property(TabularData properties, String key) throws IOException {
    CompositeData entry = properties.get(new Object[] {key});
    if (entry == null) {
      throw new IOException("no system property " + key);
    }
    return String.valueOf(entry.get("value"));
  }

  /** Asks a connected JVM. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(MBeanServerConnection server) throws IOException;
  }

  private <T> T call(Question<T> question) {
    if (closed) {
      throw new HeapException("the connection to the " + name + " is closed; jmx(...) it again");
    }
    if (connector == null) {
      reconnect();
    }
    try {
      return ask(question);
    } catch (IOException e) {
      drop();
      if (!wasNeverAsked(e)) {
        throw new HeapException(
            "lost the connection to the " + name + " (" + DiagnosticBean.line(e) + ")", e);
      }
    }
    reconnect(); // it was restarted since the last call, or the line was cut
    try {
      return ask(question);
    } catch (IOException e) {
      drop();
      throw new HeapException(
          "lost the connection to the " + name + " (" + DiagnosticBean.line(e) + ")", e);
    }
  }

  private <T> T ask(Question<T> question) throws IOException {
    JMXConnector open = connector;
    try {
      return Patience.unlimited(() -> question.ask(open.getMBeanServerConnection()));
    } catch (Patience.StoppedException e) {
      drop();
      throw new HeapException("stopped", e);
    }
  }

  /** Tells failures to send a call from those to hear its answer. */
  private static boolean wasNeverAsked(IOException e) {
    return e instanceof NoSuchObjectException || e instanceof java.rmi.ConnectException;
  }

  private void reconnect() {
    try {
      connector = Patience.limited(address.patience(), this::connectNow);
    } catch (Patience.StoppedException e) {
      throw new HeapException(
          e.isTimeout()
              ? "no answer from "
                  + address.target()
                  + " within "
                  + address.patience().toSeconds()
                  + " s; is the port that of JMX (com.sun.management.jmxremote.port), and does a"
                  + " firewall let it and jmxremote.rmi.port through?"
              : "stopped",
          e);
    } catch (SecurityException e) {
      throw new HeapException(
          "the " + name + " refuses " + who() + ": " + DiagnosticBean.line(e), e);
    } catch (IOException e) {
      throw new HeapException(reason(e), e);
    }
  }

  private String who() {
    return address.user().isEmpty()
        ? "to be asked without user and password"
        : "user " + Target.printable(address.user()) + " with this password";
  }

  private JMXConnector connectNow() throws IOException {
    Map<String, Object> environment = new HashMap<>();
    if (!address.user().isEmpty()) {
      environment.put(JMXConnector.CREDENTIALS, new String[] {address.user(), address.password()});
    }
    if (address.isService()) {
      if (address.tls()) {
        throw new HeapException("tls() needs host:port, not a service:jmx address");
      }
      return JMXConnectorFactory.connect(new JMXServiceURL(address.target()), environment);
    }
    RMIServer server = server();
    if (address.tls() && !StubCheck.isOverTls(server)) {
      throw new HeapException(
          "the "
              + name
              + " offers no TLS (com.sun.management.jmxremote.ssl=true); nothing was sent to it");
    }
    RMIConnector made = new RMIConnector(server, environment);
    made.connect();
    return made;
  }

  /** Gets the stub from the registry, which may speak TLS itself or not. */
  private RMIServer server() throws IOException {
    if (address.tls()) {
      try {
        return lookup(
            LocateRegistry.getRegistry(
                address.host(), address.port(), new SslRMIClientSocketFactory()));
      } catch (java.rmi.ConnectIOException e) {
        // Only jmxremote.registry.ssl=true puts the registry behind TLS; the stub is checked.
      }
    }
    return lookup(LocateRegistry.getRegistry(address.host(), address.port()));
  }

  private static RMIServer lookup(Registry registry) throws IOException {
    try {
      Remote found = registry.lookup(BOUND_NAME);
      if (found instanceof RMIServer server) {
        return server;
      }
      throw new IOException("what is registered as " + BOUND_NAME + " is no JMX server");
    } catch (NotBoundException e) {
      throw new IOException("an RMI registry without " + BOUND_NAME + " answers there", e);
    }
  }

  private String reason(IOException e) {
    Throwable root = root(e);
    String where = "cannot connect to the " + name + ": ";
    if (root instanceof UnknownHostException) {
      return where + "no host " + Target.printable(address.host());
    }
    if (root instanceof ConnectException
        || root instanceof NoRouteToHostException
        || root instanceof SocketTimeoutException) {
      return where
          + DiagnosticBean.line(root)
          + "; start it with -Dcom.sun.management.jmxremote.port=PORT";
    }
    if (root instanceof SSLException || root.getClass().getName().startsWith("sun.security.")) {
      return where
          + DiagnosticBean.line(root)
          + "; set javax.net.ssl.trustStore to a store with its certificate";
    }
    return where
        + DiagnosticBean.line(root)
        + (address.tls() ? "" : "; does it ask for TLS (Jmx.at(...).tls())?");
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public boolean causesCollection() {
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  /** Ends the connection without waiting for the other side. */
  private void drop() {
    JMXConnector old = connector;
    connector = null;
    if (old != null) {
      Patience.without(old::close);
    }
  }
}
