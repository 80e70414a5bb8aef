package heapsh;

/** Names what reads a dump. */
public enum Engine {
  /** Reads dumps into columns outside the JVM's heap; the default. */
  NATIVE,

  /**
   * Reads dumps with Eclipse MAT's parser, for comparison and trust: slower, in the JVM's heap, and
   * with strong references only.
   */
  MAT
}
