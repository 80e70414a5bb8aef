package heapsh.hprof;

import heapsh.HeapException;
import java.nio.file.Path;

/**
 * Says what is wrong with a dump file, in which record and at which byte. The one exception for a
 * bad file.
 */
public final class HprofException extends HeapException {
  private static final long serialVersionUID = 1L;

  private static final String HINT = "; open(path, salvage) opens what is readable";

  private final long offset;
  private final String problem;
  private final boolean damage;

  private HprofException(String message, long offset, String problem, boolean damage) {
    super(message);
    this.offset = offset;
    this.problem = problem;
    this.damage = damage;
  }

  /**
   * Makes the exception: {@code crawler.hprof: INSTANCE_DUMP at byte 1234: reason}.
   *
   * @param record the record's name, or what was expected there
   * @param offset byte offset in the (unpacked) file
   */
  public static HprofException at(Path file, String record, long offset, String reason) {
    return make(file, record, offset, reason, false);
  }

  /**
   * Makes the exception for damage in a file that is a dump: what stands before and, perhaps,
   * behind it can be salvaged.
   *
   * @param record the record's name, or what was expected there
   * @param offset byte offset in the (unpacked) file
   */
  public static HprofException damage(Path file, String record, long offset, String reason) {
    return make(file, record, offset, reason, true);
  }

  private static HprofException make(
      Path file, String record, long offset, String reason, boolean damage) {
    String message = file.getFileName() + ": " + record + " at byte " + offset + ": " + reason;
    return new HprofException(message, offset, record + ": " + reason, damage);
  }

  /** Returns this exception with a line that tells of salvage, where salvage can help. */
  public HprofException withHint() {
    return damage ? new HprofException(getMessage() + HINT, offset, problem, false) : this;
  }

  /** Returns the record and the reason, without file and offset. */
  String problem() {
    return problem;
  }

  /** Returns the byte offset in the (unpacked) file. */
  public long offset() {
    return offset;
  }
}
