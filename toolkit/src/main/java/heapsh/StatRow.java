package heapsh;

import heapsh.render.SafeText;

/**
 * Holds how many objects a row has, and their bytes; of a difference, how many more.
 *
 * @param name the kind of the row, such as a class; untrusted
 * @param count the objects
 * @param bytes their shallow bytes
 */
public record StatRow(String name, long count, long bytes) implements Rich {
  private static final int LONGEST_NAME = 500;

  /** Returns the name and its numbers in a line. */
  @Override
  public String toString() {
    return SafeText.of(name, LONGEST_NAME) + ": " + count + " objects, " + bytes + " bytes";
  }
}
