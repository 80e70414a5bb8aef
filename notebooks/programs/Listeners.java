import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Windows that listen to a clock; closing one does not stop its listening. "open 40" opens and
 * closes so many.
 */
public final class Listeners {
  static final Clock CLOCK = new Clock();

  /** Tells everybody the time. */
  static final class Clock {
    final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  }

  /** A window with its picture. */
  static final class Window {
    final int number;
    final int[] pixels = new int[50_000];
    boolean open = true;

    Window(int number) {
      this.number = number;
      CLOCK.listeners.add(() -> pixels[0]++);
    }

    void close() {
      open = false;
    }
  }

  public static void main(String[] args) throws IOException {
    int windows = 0;
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      for (int i = Integer.parseInt(command.replace("open ", "")); i > 0; i--) {
        new Window(windows++).close();
      }
      System.out.println("listeners=" + CLOCK.listeners.size());
    }
  }
}
