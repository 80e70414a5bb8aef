package heapsh.live;

/** Looks whether a dump fits where dumps are written, before the target has to pause for it. */
public final class DumpRoom {
  private DumpRoom() {}

  /**
   * Checks that the temporary directory has room.
   *
   * @param heapBytes the bytes of the objects that would be dumped
   * @throws heapsh.HeapException when it has not; says how much is free, and what to do
   */
  public static void check(long heapBytes) {
    try (PrivateFile file = PrivateFile.in("room")) {
      file.checkRoom(heapBytes);
    }
  }
}
