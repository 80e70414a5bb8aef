package heapsh;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The IJava or JJava kernel that runs this code, by reflection: heapsh depends on neither. Both
 * have {@code eval(String)} and {@code getRenderer()}; a renderer has {@code
 * createRegistration(Class).preferring(String...).register(RenderFunction)}, and a render function
 * {@code render(value, context)}, where {@code context.getOutputContainer()} takes {@code
 * putData(String, Object)}.
 */
final class JavaKernel {
  private static final List<Place> PLACES =
      List.of(
          new Place("io.github.spencerpark.ijava.IJava", "getKernelInstance"),
          new Place("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel"),
          new Place("org.dflib.jjava.JJava", "getKernelInstance"));

  private final Object kernel;

  /** A static method that returns the kernel. */
  private record Place(String type, String method) {}

  private JavaKernel(Object kernel) {
    this.kernel = kernel;
  }

  /** Returns the kernel of the notebook that this runs in, if it is one of these. */
  static Optional<JavaKernel> running() {
    for (Place place : PLACES) {
      try {
        Class<?> type = Class.forName(place.type(), true, Notebook.class.getClassLoader());
        Object kernel = type.getMethod(place.method()).invoke(null);
        if (kernel != null) {
          return Optional.of(new JavaKernel(kernel));
        }
      } catch (ClassNotFoundException | NoSuchMethodException e) {
        continue; // It is another one, or none.
      } catch (ReflectiveOperationException e) {
        throw unknown(place.type(), e);
      }
    }
    return Optional.empty();
  }

  /**
   * Evaluates source in the notebook, like a cell.
   *
   * @throws HeapException when the kernel has no such method, or the source fails there
   */
  void evaluate(String source) {
    call(kernel, "eval", source);
  }

  /**
   * Lets the notebook show values of a type in the forms, by MIME type, that the function returns.
   *
   * @throws HeapException when the kernel's renderer is not as it is known
   */
  void render(Class<?> type, Function<Object, Map<String, String>> forms) {
    Object registration = call(call(kernel, "getRenderer"), "createRegistration", type);
    registration = call(registration, "preferring", (Object) new String[] {"text/html"});
    Method register = method(registration, "register", 1);
    Class<?> function = register.getParameterTypes()[0];
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("render")) {
            put(forms.apply(arguments[0]), call(arguments[1], "getOutputContainer"));
            return null;
          }
          return ofObject(proxy, method.getName(), arguments);
        };
    invoke(
        registration,
        register,
        Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, handler));
  }

  private static void put(Map<String, String> forms, Object container) {
    forms.forEach((type, form) -> call(container, "putData", type, (Object) form));
  }

  private static Object ofObject(Object proxy, String method, Object[] arguments) {
    return switch (method) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "heapsh";
    };
  }

  private static Object call(Object target, String name, Object... arguments) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        return invoke(target, method, arguments);
      }
    }
    throw unknown(target.getClass().getName() + "." + name, null);
  }

  private static boolean takes(Method method, Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean fits = types.length == arguments.length;
    for (int i = 0; fits && i < types.length; i++) {
      fits = types[i].isInstance(arguments[i]);
    }
    return fits;
  }

  private static Method method(Object target, String name, int parameters) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == parameters) {
        return method;
      }
    }
    throw unknown(target.getClass().getName() + "." + name, null);
  }

  private static Object invoke(Object target, Method method, Object... arguments) {
    try {
      method.setAccessible(true); // A public method of a class that may not be.
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw unknown(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw unknown(method.toString(), e);
    }
  }

  private static HeapException unknown(String what, ReflectiveOperationException failure) {
    String message = "this version of the Java kernel is not known: no usable " + what;
    return failure == null ? new HeapException(message) : new HeapException(message, failure);
  }
}
