package heapsh;

import heapsh.render.SafeText;

/**
 * Holds a class that grows steadily.
 *
 * @param className its name; untrusted, it comes from the target
 * @param bytes the shallow bytes of its instances in the last look
 * @param slopePerHour by how many bytes they grow in an hour: the Theil-Sen slope of what is left
 *     after collections
 * @param steadiness Kendall's tau: 1 when it never gave anything back, towards 0 the less steady
 * @param pValue how likely chance alone shows such growth for one of all classes that changed
 * @param hoursUntilFull after how many hours this class alone fills the heap; NaN when it is not
 *     known how big that may be
 */
public record Suspect(
    String className,
    long bytes,
    double slopePerHour,
    double steadiness,
    double pValue,
    double hoursUntilFull)
    implements Rich {
  private static final int LONGEST_NAME = 500;

  /** Returns the class, its bytes and its growth in a line. */
  @Override
  public String toString() {
    return SafeText.of(className, LONGEST_NAME)
        + ": "
        + Units.human(bytes)
        + ", +"
        + Units.human(Math.round(slopePerHour))
        + "/h";
  }
}
