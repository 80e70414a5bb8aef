package heapsh.hprof;

import heapsh.HeapException;
import java.nio.file.Path;

/**
 * Says what is wrong with a dump file, in which record and at which byte. The one exception for a
 * bad file.
 */
public final class HprofException extends HeapException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  private HprofException(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /**
   * Makes the exception: {@code crawler.hprof: INSTANCE_DUMP at byte 1234: reason}.
   *
   * @param record the record's name, or what was expected there
   * @param offset byte offset in the (unpacked) file
   */
  public static HprofException at(Path file, String record, long offset, String reason) {
    return new HprofException(
        file.getFileName() + ": " + record + " at byte " + offset + ": " + reason, offset);
  }

  /** Returns the byte offset in the (unpacked) file. */
  public long offset() {
    return offset;
  }
}
