package heapsh.graph;

/** Names why an object is a GC root: the root sub-records of HPROF. */
public enum RootKind {
  UNKNOWN("unknown"),
  JNI_GLOBAL("JNI global"),
  JNI_LOCAL("JNI local"),
  JAVA_FRAME("local"),
  NATIVE_STACK("native stack"),
  SYSTEM_CLASS("system class"),
  THREAD_BLOCK("thread block"),
  MONITOR("monitor"),
  THREAD("thread"),
  INTERNED_STRING("interned string"),
  FINALIZING("finalizing"),
  DEBUGGER("debugger"),
  REFERENCE_CLEANUP("reference cleanup"),
  VM_INTERNAL("VM internal"),
  JNI_MONITOR("JNI monitor");

  private final String text;

  RootKind(String text) {
    this.text = text;
  }

  /** Returns the words that a user reads, such as {@code JNI global}. */
  public String text() {
    return text;
  }
}
