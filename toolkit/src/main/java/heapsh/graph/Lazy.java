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

  /** Returns the value, or null when nobody has asked for it yet. */
  T known() {
    return value;
  }

  /** Forgets the value; it is computed again when it is next asked for. */
  void forget() {
    value = null;
  }

  private synchronized T compute() {
    if (value == null) {
      value = supplier.get();
    }
    return value;
  }
}
