package heapsh;

import heapsh.live.JmxAddress;
import java.time.Duration;

/**
 * Says how to reach a JVM over remote JMX. Immutable: every method returns a new one.
 *
 * <pre>
 *   jmx(Jmx.at("db1.example.org:9010").user("monitor", "secret").tls())
 * </pre>
 */
public final class Jmx implements Rich {
  private final JmxAddress address;

  private Jmx(JmxAddress address) {
    this.address = address;
  }

  /**
   * Takes host and port of the JVM's RMI registry, the port of com.sun.management.jmxremote.port;
   * or a whole address that begins with service:jmx.
   *
   * <p>Cost: O(1); nothing is connected yet.
   *
   * <p>Example: {@code Jmx.at("localhost:9010")}
   *
   * @throws HeapException when it is no such address
   */
  public static Jmx at(String hostPort) {
    return new Jmx(JmxAddress.of(hostPort));
  }

  /**
   * Adds user and password. The user needs readwrite access, because a histogram is an operation.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Jmx.at("localhost:9010").user("monitor", "secret")}
   */
  public Jmx user(String name, String password) {
    return new Jmx(
        new JmxAddress(address.target(), name, password, address.tls(), address.patience()));
  }

  /**
   * Demands TLS: nothing is sent to a JVM that does not offer it. Its certificate is checked
   * against the trust store of this shell; for a store of your own say, before the first
   * connection, {@code System.setProperty("javax.net.ssl.trustStore", "/path/to/store")}.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Jmx.at("localhost:9010").tls()}
   */
  public Jmx tls() {
    return new Jmx(
        new JmxAddress(
            address.target(), address.user(), address.password(), true, address.patience()));
  }

  /**
   * Sets how long to wait for a connection, 15 seconds unless set.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Jmx.at("localhost:9010").patience(Duration.ofSeconds(3))}
   */
  public Jmx patience(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new HeapException("patience(" + limit + ") waits for nothing: take a second or more");
    }
    return new Jmx(
        new JmxAddress(address.target(), address.user(), address.password(), address.tls(), limit));
  }

  JmxAddress address() {
    return address;
  }

  /** Returns the address and the user, not the password. */
  @Override
  public String toString() {
    return address.toString();
  }
}
