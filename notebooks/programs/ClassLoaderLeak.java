import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * An application server that loads its application anew for each deployment. A registry of the
 * server keeps one object of each, and so all their loaders, classes and statics. "deploy 5".
 */
public final class ClassLoaderLeak {
  /** Belongs to the server, and outlives every application. */
  public static final class ShutdownHooks {
    public static final List<Runnable> HOOKS = new ArrayList<>();
  }

  /** One deployment. */
  static final class ApplicationLoader extends ClassLoader {
    private final String deployment;
    private final byte[] code;

    ApplicationLoader(String deployment, byte[] code) {
      super("application", ClassLoaderLeak.class.getClassLoader());
      this.deployment = deployment;
      this.code = code;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals("ClassLoaderLeak$Application")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, code, 0, code.length);
    }
  }

  /** The application: it registers a hook, and nobody removes it at the next deployment. */
  public static final class Application implements Runnable {
    static final byte[] SETTINGS = new byte[500_000];

    public Application() {
      ShutdownHooks.HOOKS.add(this);
    }

    @Override
    public void run() {}
  }

  public static void main(String[] args) throws Exception {
    int deployments = 0;
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      for (int i = Integer.parseInt(command.replace("deploy ", "")); i > 0; i--) {
        deploy("deployment " + ++deployments);
      }
      System.out.println("loaders=" + ShutdownHooks.HOOKS.size());
    }
  }

  private static void deploy(String name) throws IOException, ReflectiveOperationException {
    new ApplicationLoader(name, code())
        .loadClass("ClassLoaderLeak$Application")
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Returns the compiled application, wherever the compiler has put it. */
  private static byte[] code() throws IOException {
    try (InputStream in =
        ClassLoaderLeak.class.getClassLoader().getResourceAsStream("ClassLoaderLeak$Application.class")) {
      return in.readAllBytes();
    }
  }
}
