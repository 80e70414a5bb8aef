package heapsh.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs snippets in this JVM, on the thread for cells, and keeps what they return or throw: JShell
 * itself hands out text only.
 */
final class CellControl extends DirectExecutionControl implements ExecutionControlProvider {
  private final ClassLoader loader;
  private CellThread cells;
  private Object value;
  private Throwable thrown;

  @SuppressWarnings("this-escape") // the thread starts, and waits
  CellControl() {
    // The loader of snippets, which the super constructor has made and set.
    loader = Thread.currentThread().getContextClassLoader();
    startThread();
  }

  private synchronized void startThread() {
    cells = new CellThread(loader);
    cells.start();
  }

  /**
   * Runs something on the thread for cells.
   *
   * @throws CellInterruptedException when it was interrupted
   * @throws Throwable what it throws
   */
  Object run(Callable<?> body) throws Throwable {
    try {
      return thread().run(body);
    } catch (CellInterruptedException e) {
      if (e.isAbandoned()) {
        startThread();
      }
      throw e;
    }
  }

  private synchronized CellThread thread() {
    return cells;
  }

  /** Forgets an interrupt that came between two cells. */
  void beginCell() {
    thread().beginCell();
  }

  /** Interrupts what runs on the thread for cells, or what the cell would run next. */
  void interruptCell() {
    thread().interruptCell();
  }

  /** Returns what the last snippet that was run returned. */
  Object value() {
    return value;
  }

  /** Returns what the last snippet that was run threw, or null. */
  Throwable thrown() {
    return thrown;
  }

  /** Forgets the last snippet that was run: JShell may run nothing for the next one. */
  void forget() {
    value = null;
    thrown = null;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    forget();
    try {
      value = run(() -> snippet.invoke(null));
      return "";
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
      throw e;
    } catch (CellInterruptedException e) {
      thrown = e;
      throw new StoppedException();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // Method.invoke throws nothing else.
    }
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    ClassBytecodes[] guarded = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      guarded[i] =
          new ClassBytecodes(classes[i].name(), SnippetBytecode.guarded(classes[i].bytecodes()));
    }
    super.load(guarded);
  }

  @Override
  public String name() {
    return "heapsh";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return this;
  }
}
