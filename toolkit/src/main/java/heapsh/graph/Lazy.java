package heapsh.graph;

import java.util.function.Supplier;

/**
 * Computes a value when it is first asked for, once. A computation that fails is tried again the
 * next time. Thread-safe.
 */
final class Lazy<T> {
  private final Supplier<T> supplier;
  private volatile T value;

  Lazy(Supplier<T> supplier) {
    this.supplier = supplier;
  }

  T get() {
    T known = value;
    return known != null ? known : compute();
  }

  private synchronized T compute() {
    if (value == null) {
      value = supplier.get();
    }
    return value;
  }
}
