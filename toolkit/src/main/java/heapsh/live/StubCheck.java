package heapsh.live;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * Tells whether calls of an RMI stub go over TLS: whether the stub holds the JDK's own TLS socket
 * factory. A registry without TLS could hand out one that does not, and a password would go over
 * the wire for all to read.
 *
 * <p>The factory of a stub cannot be asked for; writing the reference as RMI would send it shows
 * it.
 */
final class StubCheck extends ObjectOutputStream {
  private boolean hasTls;

  private StubCheck() throws IOException {
    super(OutputStream.nullOutputStream());
    enableReplaceObject(true);
  }

  @Override
  protected Object replaceObject(Object written) {
    if (written.getClass() == SslRMIClientSocketFactory.class) {
      hasTls = true;
    }
    return written;
  }

  static boolean isOverTls(Remote stub) throws IOException {
    Object object = Proxy.isProxyClass(stub.getClass()) ? Proxy.getInvocationHandler(stub) : stub;
    if (!(object instanceof RemoteObject remote)) {
      return false;
    }
    try (StubCheck check = new StubCheck()) {
      remote.getRef().writeExternal(check);
      return check.hasTls;
    }
  }
}
