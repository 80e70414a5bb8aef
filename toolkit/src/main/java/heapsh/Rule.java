package heapsh;

import heapsh.render.SafeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says when a watch is to act: a comparison of what it saw last, or rules combined. Immutable;
 * prints itself as it is read.
 *
 * <pre>
 *   Rule.bytes("com.acme.Foo").above("500 MB")
 *   Rule.totalBytes().above("3 GB").and(Rule.slope("a.Foo").above("100 MB"))
 * </pre>
 *
 * <p>Sizes are as those of {@code -Xmx}: {@code KB}, {@code MB}, {@code GB} are 1024 times 1024 ...
 * bytes, and so are {@code KiB} and {@code k}.
 */
public final class Rule implements Rich {
  private static final Pattern SIZE =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*(?:([KMGT])I?)?B?\\s*");
  private static final String UNITS = "KMGT";

  /** Answers a rule's questions from what a watch saw last. */
  interface Facts {
    long bytes(String className);

    long count(String className);

    long totalBytes();

    /** Returns bytes for an hour; NaN when there were too few looks. */
    double slope(String className);

    /** Returns the slope of all bytes for an hour; NaN when there were too few looks. */
    double totalSlope();
  }

  @FunctionalInterface
  private interface Test {
    boolean holds(Facts facts);
  }

  @FunctionalInterface
  private interface Number {
    double of(Facts facts);
  }

  private final String text;
  private final String className;
  private final Test test;

  private Rule(String text, String className, Test test) {
    this.text = text;
    this.className = className;
    this.test = test;
  }

  /**
   * Begins a rule on the bytes of a class, shallow.
   *
   * <p>Cost: O(1) for each look.
   *
   * <p>Example: {@code Rule.bytes("com.acme.Foo").above("500 MB")}
   */
  public static Measure bytes(String className) {
    return new Measure("bytes of " + safe(className), className, true, f -> f.bytes(className));
  }

  /**
   * Begins a rule on the instances of a class.
   *
   * <p>Cost: O(1) for each look.
   *
   * <p>Example: {@code Rule.count("com.acme.Session").above(100_000)}
   */
  public static Measure count(String className) {
    return new Measure("count of " + safe(className), className, false, f -> f.count(className));
  }

  /**
   * Begins a rule on the bytes of all objects.
   *
   * <p>Cost: O(1) for each look.
   *
   * <p>Example: {@code Rule.totalBytes().above("3 GB")}
   */
  public static Measure totalBytes() {
    return new Measure("total bytes", "", true, Facts::totalBytes);
  }

  /**
   * Begins a rule on how many bytes a class grows in an hour, as suspects() tells it. Does not hold
   * before there were eight looks.
   *
   * <p>Cost: O(looks * classes) for each look, some milliseconds.
   *
   * <p>Example: {@code Rule.slope("com.acme.Foo").above("100 MB")}
   */
  public static Measure slope(String className) {
    return new Measure(
        "growth an hour of " + safe(className), className, true, f -> f.slope(className));
  }

  /**
   * Begins a rule on how many bytes all objects together grow in an hour. Does not hold before
   * there were eight looks.
   *
   * <p>Cost: O(looks) for each look.
   *
   * <p>Example: {@code Rule.totalSlope().above("1 GB")}
   */
  public static Measure totalSlope() {
    return new Measure("growth an hour of all", "", true, Facts::totalSlope);
  }

  /**
   * Returns the rule that holds when both do.
   *
   * <p>Cost: that of both.
   *
   * <p>Example: {@code Rule.totalBytes().above("3 GB").and(Rule.count("com.acme.Foo").above(10))}
   */
  public Rule and(Rule other) {
    return new Rule(
        "(" + text + " and " + other.text + ")",
        firstOf(other),
        f -> test.holds(f) && other.test.holds(f));
  }

  /**
   * Returns the rule that holds when one does.
   *
   * <p>Cost: that of both.
   *
   * <p>Example: {@code Rule.totalBytes().above("3 GB").or(Rule.totalSlope().above("1 GB"))}
   */
  public Rule or(Rule other) {
    return new Rule(
        "(" + text + " or " + other.text + ")",
        firstOf(other),
        f -> test.holds(f) || other.test.holds(f));
  }

  /**
   * Returns the rule that holds when this one does not.
   *
   * <p>Cost: that of this one.
   *
   * <p>Example: {@code Rule.count("com.acme.Worker").above(7).not()}
   */
  public Rule not() {
    return new Rule("not " + text, className, f -> !test.holds(f));
  }

  private String firstOf(Rule other) {
    return className.isEmpty() ? other.className : className;
  }

  boolean holds(Facts facts) {
    return test.holds(facts);
  }

  /** Returns the first class that the rule names; empty when it names none. */
  String className() {
    return className;
  }

  @Override
  public String toString() {
    return text;
  }

  private static String safe(String className) {
    return SafeText.of(className, 200);
  }

  /** What a rule measures; {@code above} or {@code below} makes the rule. Immutable. */
  public static final class Measure implements Rich {
    private final String text;
    private final String className;
    private final boolean inBytes;
    private final Number number;

    private Measure(String text, String className, boolean inBytes, Number number) {
      this.text = text;
      this.className = className;
      this.inBytes = inBytes;
      this.number = number;
    }

    /**
     * Returns the rule that holds when more than this was seen.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Rule.count("com.acme.Session").above(100_000)}
     *
     * @param limit bytes, or instances for a count
     */
    public Rule above(long limit) {
      return new Rule(text + " above " + shown(limit), className, f -> number.of(f) > limit);
    }

    /**
     * Returns the rule that holds when more than this was seen.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Rule.bytes("com.acme.Foo").above("500 MB")}
     *
     * @param limit a size such as {@code 500 MB}; for a count, a number
     * @throws HeapException when it is no size
     */
    public Rule above(String limit) {
      return above(parse(limit));
    }

    /**
     * Returns the rule that holds when less than this was seen.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Rule.count("com.acme.Worker").below(8)}
     *
     * @param limit bytes, or instances for a count
     */
    public Rule below(long limit) {
      return new Rule(text + " below " + shown(limit), className, f -> number.of(f) < limit);
    }

    /**
     * Returns the rule that holds when less than this was seen.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code Rule.bytes("com.acme.Cache").below("1 MB")}
     *
     * @param limit a size such as {@code 500 MB}; for a count, a number
     * @throws HeapException when it is no size
     */
    public Rule below(String limit) {
      return below(parse(limit));
    }

    @Override
    public String toString() {
      return text + "; add .above(...) or .below(...)";
    }

    private String shown(long limit) {
      return inBytes ? Units.human(limit) : Long.toString(limit);
    }

    private long parse(String size) {
      Matcher parts = SIZE.matcher(size.toUpperCase(Locale.ROOT));
      if (!parts.matches() || !inBytes && !size.strip().matches("\\d+")) {
        throw new HeapException(
            "'"
                + SafeText.of(size, 40)
                + "' is no "
                + (inBytes ? "size; write it as \"500 MB\" or \"1.5 GB\"" : "number of instances"));
      }
      int unit = parts.group(2) == null ? 0 : 1 + UNITS.indexOf(parts.group(2));
      double bytes = Double.parseDouble(parts.group(1)) * Math.pow(1024, unit);
      if (bytes >= Long.MAX_VALUE) {
        throw new HeapException("'" + SafeText.of(size, 40) + "' is more than any heap holds");
      }
      return Math.round(bytes);
    }
  }
}
