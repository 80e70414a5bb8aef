package heapsh;

import heapsh.render.SafeText;

/**
 * Holds how a class stands, and how that differs from what it is compared with.
 *
 * @param className the class, as a Java programmer writes it; untrusted
 * @param count its instances now
 * @param countChange how many more, negative when fewer
 * @param bytes their shallow bytes now
 * @param bytesChange how many more, negative when fewer
 */
public record GrowthRow(
    String className, long count, long countChange, long bytes, long bytesChange) implements Rich {
  private static final int LONGEST_NAME = 500;

  /** Tells whether there are more instances, or more bytes, than in what it is compared with. */
  boolean isGrown() {
    return countChange > 0 || bytesChange > 0;
  }

  /** Tells whether nothing grew and something shrank. */
  boolean isShrunk() {
    return !isGrown() && (countChange < 0 || bytesChange < 0);
  }

  /** Returns the class and its numbers in a line. */
  @Override
  public String toString() {
    return SafeText.of(className, LONGEST_NAME)
        + ": "
        + count
        + " objects ("
        + GrowthText.signed(countChange)
        + "), "
        + bytes
        + " bytes ("
        + GrowthText.signed(bytesChange)
        + ")";
  }
}
