package heapsh.graph;

import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;

/** Holds a root as it stands in the dump. */
record RootRecord(long position, long id, int tag, int threadSerial, int frame) {
  static RootRecord of(SubRecords records) {
    return new RootRecord(
        records.position(), records.id(), records.tag(), records.threadSerial(), records.frame());
  }

  RootKind kind() {
    return switch (tag) {
      case Tags.ROOT_JNI_GLOBAL -> RootKind.JNI_GLOBAL;
      case Tags.ROOT_JNI_LOCAL -> RootKind.JNI_LOCAL;
      case Tags.ROOT_JAVA_FRAME -> RootKind.JAVA_FRAME;
      case Tags.ROOT_NATIVE_STACK -> RootKind.NATIVE_STACK;
      case Tags.ROOT_STICKY_CLASS -> RootKind.SYSTEM_CLASS;
      case Tags.ROOT_THREAD_BLOCK -> RootKind.THREAD_BLOCK;
      case Tags.ROOT_MONITOR_USED -> RootKind.MONITOR;
      case Tags.ROOT_THREAD_OBJECT -> RootKind.THREAD;
      case Tags.ANDROID_INTERNED_STRING -> RootKind.INTERNED_STRING;
      case Tags.ANDROID_FINALIZING -> RootKind.FINALIZING;
      case Tags.ANDROID_DEBUGGER -> RootKind.DEBUGGER;
      case Tags.ANDROID_REFERENCE_CLEANUP -> RootKind.REFERENCE_CLEANUP;
      case Tags.ANDROID_VM_INTERNAL -> RootKind.VM_INTERNAL;
      case Tags.ANDROID_JNI_MONITOR -> RootKind.JNI_MONITOR;
      default -> RootKind.UNKNOWN;
    };
  }
}
