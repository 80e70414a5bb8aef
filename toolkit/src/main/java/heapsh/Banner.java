package heapsh;

/** The lines that a session begins with. */
final class Banner {
  private static final double BYTES_PER_GIB = 1L << 30;

  private Banner() {}

  /** Returns at most six lines of at most 80 columns, the last of which says how to get help. */
  static String text() {
    String version = Shell.class.getPackage().getImplementationVersion();
    return String.format(
        """
        heapsh %s on JDK %s, its own heap up to %.1f GiB
          open("x.hprof")   attach(4711)   jvms()   self()   demo()
          hp.heap()   hp.heap().get(0).byVia()   hp.heap().get(0).rp()
        help() lists the verbs, help("byVia") tells one, recipes() has lines to paste.
        """,
        version == null ? "(development)" : version,
        System.getProperty("java.version"),
        Runtime.getRuntime().maxMemory() / BYTES_PER_GIB);
  }
}
