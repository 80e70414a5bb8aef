package heapsh.live;

import heapsh.HeapException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where a JVM listens for remote JMX, and how to get in.
 *
 * @param target {@code host:port} of its RMI registry, or a whole {@code service:jmx:...} address
 * @param user the user, empty for none
 * @param password his password, empty for none
 * @param tls whether only a connection over TLS will do; the certificate is checked against the
 *     trust store of this JVM ({@code javax.net.ssl.trustStore})
 * @param patience how long to wait for a connection
 */
public record JmxAddress(
    String target, String user, String password, boolean tls, Duration patience) {
  /** How long to wait for a connection unless told otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s/]+):(\\d+)");
  private static final String SERVICE = "service:jmx:";

  /**
   * Makes an address.
   *
   * @throws HeapException when the target is no {@code host:port}
   */
  public JmxAddress {
    if (!target.startsWith(SERVICE) && (!matcher(target).matches() || port(target) > 0xFFFF)) {
      throw new HeapException(
          "'"
              + Target.printable(target)
              + "' is no address for JMX; take host:port, such as \"db1.example.org:9010\"");
    }
  }

  /** Makes an address without user and TLS. */
  public static JmxAddress of(String target) {
    return new JmxAddress(target.strip(), "", "", false, PATIENCE);
  }

  boolean isService() {
    return target.startsWith(SERVICE);
  }

  String host() {
    Matcher parts = matcher(target);
    return parts.matches() ? parts.group(1) : target;
  }

  int port() {
    return (int) port(target);
  }

  private static Matcher matcher(String target) {
    return HOST_PORT.matcher(target);
  }

  private static long port(String target) {
    String digits = target.substring(target.lastIndexOf(':') + 1);
    return digits.length() > 5 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return target + (user.isEmpty() ? "" : " as " + user) + (tls ? " over TLS" : "");
  }
}
