package heapsh.live;

import java.util.Objects;

/**
 * Holds how many instances of a class there are and how many bytes they take, without what they
 * refer to.
 *
 * @param className the name as a Java programmer writes it: {@code java.lang.String}, {@code
 *     byte[]}, {@code com.acme.Foo[][]}; untrusted, it comes from another process or a file
 * @param count the instances, not negative
 * @param bytes their shallow sizes together, not negative
 */
public record ClassCount(String className, long count, long bytes) {
  /**
   * Makes the row.
   *
   * @throws IllegalArgumentException when a number is negative
   */
  public ClassCount {
    Objects.requireNonNull(className, "className");
    if (count < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "negative numbers: className=" + className + " count=" + count + " bytes=" + bytes);
    }
  }
}
