package heapsh.jdk;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names the properties of an object layout in the words that are printed and may be asked for. */
public enum LayoutTerm {
  BITS_64("64-bit", Group.WORD, rules -> rules.wordBytes() == 8),
  BITS_32("32-bit", Group.WORD, rules -> rules.wordBytes() == 4),
  COMPRESSED_REFERENCES(
      "compressed references", Group.REFERENCES, rules -> rules.compressedReferences()),
  UNCOMPRESSED_REFERENCES(
      "uncompressed references",
      Group.REFERENCES,
      rules -> rules.wordBytes() == rules.referenceBytes()),
  COMPRESSED_CLASS_POINTERS(
      "compressed class pointers",
      Group.HEADER,
      rules -> rules.wordBytes() == 8 && rules.headerBytes() == 12),
  UNCOMPRESSED_CLASS_POINTERS(
      "uncompressed class pointers",
      Group.HEADER,
      rules -> rules.headerBytes() == 2 * rules.wordBytes()),
  COMPACT_HEADERS(
      "compact headers", Group.HEADER, rules -> rules.wordBytes() == 8 && rules.headerBytes() == 8),
  NEW_FIELD_PACKING("new field packing", Group.FIELDS, rules -> rules.newFields()),
  OLD_FIELD_PACKING("old field packing", Group.FIELDS, rules -> !rules.newFields()),
  NEW_ARRAY_HEADERS("new array headers", Group.ARRAYS, rules -> rules.newArrays()),
  OLD_ARRAY_HEADERS("old array headers", Group.ARRAYS, rules -> !rules.newArrays()),
  ALIGNMENT_8("alignment 8", Group.ALIGNMENT, rules -> rules.alignment() == 8),
  ALIGNMENT_16("alignment 16", Group.ALIGNMENT, rules -> rules.alignment() == 16),
  ALIGNMENT_32("alignment 32", Group.ALIGNMENT, rules -> rules.alignment() == 32),
  ALIGNMENT_64("alignment 64", Group.ALIGNMENT, rules -> rules.alignment() == 64),
  ALIGNMENT_128("alignment 128", Group.ALIGNMENT, rules -> rules.alignment() == 128),
  ALIGNMENT_256("alignment 256", Group.ALIGNMENT, rules -> rules.alignment() == 256);

  /** Names what a term says something about; two terms of one group exclude each other. */
  public enum Group {
    WORD,
    REFERENCES,
    HEADER,
    FIELDS,
    ARRAYS,
    ALIGNMENT
  }

  private final String text;
  private final Group group;
  private final Predicate<LayoutRules> test;

  LayoutTerm(String text, Group group, Predicate<LayoutRules> test) {
    this.text = text;
    this.group = group;
    this.test = test;
  }

  /** Returns the words, such as {@code compressed references}. */
  public String text() {
    return text;
  }

  /** Returns what the term says something about. */
  public Group group() {
    return group;
  }

  /** Returns the words of several terms, comma-separated. */
  static String text(Collection<LayoutTerm> terms) {
    return terms.stream().sorted().map(LayoutTerm::text).collect(Collectors.joining(", "));
  }

  /** Tells whether a layout has this property. */
  boolean holds(LayoutRules rules) {
    return test.test(rules);
  }

  @Override
  public String toString() {
    return text;
  }
}
