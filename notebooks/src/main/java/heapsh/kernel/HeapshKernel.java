package heapsh.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.reply.ErrorReply;
import io.github.spencerpark.jupyter.messages.reply.ExecuteReply;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers Jupyter: runs cells, completes, inspects, interrupts. The base library reads and writes
 * messages; running a cell is done here, because the library's way dies of an Error, replaces the
 * standard streams for each cell, and goes on with the cells below one that failed.
 */
final class HeapshKernel extends BaseKernel {
  private static final long LAST_MILLIS = 100;

  private final Session session;
  private final Page page = new Page();
  private final SocketThread input = new SocketThread("input");
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private Connection connection;

  HeapshKernel(Session session) {
    this.session = session;
    KERNEL_META.put("project", "heapsh");
    String version = HeapshKernel.class.getPackage().getImplementationVersion();
    KERNEL_META.put("version", version == null ? "0" : version);
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection jupyter) {
    super.becomeHandlerForConnection(jupyter);
    jupyter.setHandler(MessageType.EXECUTE_REQUEST, this::execute);
    connection = (Connection) jupyter;
    Displays.showIn(page::display);
    System.setOut(page.out().stream());
    System.setErr(page.err().stream());
    System.setIn(new ConsoleInput(this::readLine));
  }

  private String readLine() throws InterruptedException {
    page.flush();
    if (!page.isInputAllowed()) {
      return null;
    }
    AtomicBoolean givenUp = new AtomicBoolean();
    try {
      return input.begin(() -> connection.readLine(page.cell().getContext(), givenUp)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      givenUp.set(true);
    }
  }

  private void execute(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    ExecuteRequest request = message.getContent();
    env.setStatusBusy();
    boolean good = run(env, request);
    boolean aborts = !good && request.shouldStopOnError();
    // Taken before the end is published: what is sent from then on is to run.
    List<Message<?>> sentTogether = aborts ? connection.takeWaiting() : List.of();
    env.setStatusIdle();
    sentTogether.forEach(this::abort);
  }

  /** Runs a cell and answers; returns whether it went well. */
  private boolean run(ShellReplyEnvironment env, ExecuteRequest request) {
    int count = request.isSilent() ? executionCount.get() : executionCount.getAndIncrement();
    if (!request.isSilent()) {
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    page.begin(env, request.isStdinEnabled());
    try {
      DisplayData value = session.evaluate(request.getCode(), Displays::of);
      page.end(true);
      if (value != null && !request.isSilent()) {
        env.publish(new PublishExecuteResult(count, value));
      }
      env.reply(new ExecuteReply(count, Collections.emptyMap()));
      return true;
    } catch (Throwable e) { // An Error of a cell must not end the thread that reads messages.
      page.end(false);
      answerError(env, count, e);
      return false;
    }
  }

  private static void answerError(ShellReplyEnvironment env, int count, Throwable e) {
    String name = ErrorText.name(e);
    String message = ErrorText.message(e);
    List<String> lines = ErrorText.lines(e);
    env.publish(new PublishError(name, message, lines));
    ErrorReply reply = new ErrorReply(name, message, lines);
    reply.setExecutionCount(count);
    env.replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
  }

  /** Refuses a cell that was sent together with one that failed, as Jupyter wants it. */
  private void abort(Message<?> message) {
    ShellReplyEnvironment env = connection.environment(message);
    if (message.getContent() instanceof ExecuteRequest) {
      env.setStatusBusy();
      connection.reply(Aborted.replyTo(message, executionCount.get()));
      env.setStatusIdle();
    } else {
      connection.handle(env, message);
    }
  }

  /** Runs a cell without a front end; the handler above is what Jupyter's requests go to. */
  @Override
  public DisplayData eval(String cell) throws Exception {
    try {
      return session.evaluate(cell, Displays::of);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void interrupt() {
    session.interrupt();
  }

  @Override
  public ReplacementOptions complete(String cell, int at) {
    return new Completion(session.analysis()).at(cell, at);
  }

  @Override
  public DisplayData inspect(String cell, int at, boolean extraDetail) {
    return new Inspection(session.analysis()).at(cell, at).map(DisplayData::new).orElse(null);
  }

  @Override
  public String isComplete(String cell) {
    return new Completion(session.analysis()).isComplete(cell);
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    session.interrupt();
    shutdown.countDown();
  }

  /** Waits until Jupyter has asked the kernel to end. */
  void awaitShutdown() throws InterruptedException {
    shutdown.await();
    TimeUnit.MILLISECONDS.sleep(LAST_MILLIS); // The reply is on its way.
  }

  @Override
  public String getBanner() {
    return "heapsh " + KERNEL_META.get("version") + ": heap queries; help() lists the verbs";
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("java")
        .version(System.getProperty("java.version"))
        .mimetype("text/x-java")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }
}
