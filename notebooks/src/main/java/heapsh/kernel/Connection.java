package heapsh.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.JupyterSocket;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageContext;
import io.github.spencerpark.jupyter.messages.reply.InputReply;
import io.github.spencerpark.jupyter.messages.request.InputRequest;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.zeromq.ZMQ;

/** The sockets of one kernel, with what the base library lacks: waiting that ends, and a look. */
final class Connection extends JupyterConnection {
  private static final long LOOK_NANOS = 20_000_000;

  Connection(KernelConnectionProperties properties)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(properties);
  }

  /**
   * Asks the front end for a line, and waits for it.
   *
   * @param givenUp becomes true when nobody waits for the line any more
   * @return the line; an empty one when it was given up
   */
  String readLine(MessageContext cell, AtomicBoolean givenUp) {
    synchronized (stdin) {
      while (isReadable(stdin)) {
        stdin.readMessage(); // An answer that came after its cell was interrupted.
      }
      stdin.sendMessage(
          new Message<>(cell, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
      while (!isReadable(stdin)) {
        if (givenUp.get()) {
          return "";
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return stdin.readMessage(InputReply.MESSAGE_TYPE).getContent().getValue();
    }
  }

  /** Takes the requests that already wait; to be called on the shell channel's thread. */
  List<Message<?>> takeWaiting() {
    List<Message<?>> waiting = new ArrayList<>();
    while (isReadable(shell)) {
      waiting.add(shell.readMessage());
    }
    return waiting;
  }

  /** Sends a reply on the shell channel. */
  void reply(Message<?> message) {
    shell.sendMessage(message);
  }

  /** Returns where the answers to a request on the shell channel go. */
  ShellReplyEnvironment environment(MessageContext request) {
    return prepareReplyEnv(shell, request);
  }

  /** Handles a request that {@link #takeWaiting} gave, as the shell channel would have. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a handler is registered with its type
  void handle(ShellReplyEnvironment env, Message<?> request) {
    ShellHandler handler = getHandler(request.getHeader().getType());
    if (handler != null) {
      handler.handle(env, request);
      env.resolveDeferrals();
    }
  }

  private static boolean isReadable(JupyterSocket socket) {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }
}
