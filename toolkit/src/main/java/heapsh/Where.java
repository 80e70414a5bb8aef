package heapsh;

import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * A condition that a user types, {@code name == "main" && size() >= 100}, for {@code where(...)}.
 * Compiled once. Not thread-safe.
 *
 * <pre>
 *   condition  = and { ("||" | "or") and }
 *   and        = not { ("&amp;&amp;" | "and") not }
 *   not        = ("!" | "not") not | "(" condition ")" | comparison
 *   comparison = operand [ ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") operand
 *                        | ("~" | "!~") string | ["not"] "in" "(" literal { "," literal } ")" ]
 *   operand    = literal | path, see {@link FieldPath}
 *   literal    = number | 'c' | "string" | true | false | null
 * </pre>
 *
 * <p>Numbers of any type compare by value, chars as numbers or as strings of one character. A
 * String object stands for its text, a box for its primitive, a constant of an enum for its name;
 * other objects are equal only to themselves. Null equals null, also where null stands on the way
 * or a map has no such key, and is in no order. An operand alone is true when it is a boolean that
 * is. {@code ~} finds a regular expression.
 *
 * <p>An object whose class lacks a field makes the comparison unknown, and so does {@code not} of
 * it: the object does not match. When no object has the field, that is an error.
 */
final class Where {
  private final Condition condition;
  private final List<Operand> operands;

  Where(Condition condition, List<Operand> operands) {
    this.condition = condition;
    this.operands = operands;
  }

  /**
   * Compiles a condition.
   *
   * @throws HeapException pointing at the character that does not fit, with what was expected there
   */
  static Where parse(String expression) {
    return new WhereParser(expression).parse();
  }

  /**
   * Returns the objects of a set for which a condition is true. O(objects), about a second for a
   * million that compare fields.
   *
   * @throws HeapException when the condition does not parse, compares what has no common sort, or
   *     names a field that no object has
   */
  static RoaringBitmap filter(ObjectSet set, String expression) {
    Where where = parse(expression);
    HeapReader heap = HeapReader.of(set.heap());
    where.operands.forEach(operand -> operand.bind(heap));
    RoaringBitmap matching = where.run(heap, set.bitmap());
    where.operands.forEach(operand -> checkFound(operand, set.bitmap()));
    return matching;
  }

  private RoaringBitmap run(HeapReader heap, RoaringBitmap objects) {
    RoaringBitmap matching = new RoaringBitmap();
    long seen = 0;
    for (PeekableIntIterator i = objects.getIntIterator(); i.hasNext(); ) {
      HeapReader.checkStop(++seen);
      int index = i.next();
      if (condition.test(heap, index) == Condition.TRUE) {
        matching.add(index);
      }
    }
    return matching;
  }

  /**
   * Looks for an operand that no object had: the left side of an {@code &&} may have kept it from
   * being read. From the first object on, so that the error tells of the first class and not of one
   * that happened to be asked.
   */
  private static void checkFound(Operand operand, RoaringBitmap objects) {
    long seen = 0;
    operand.forgetMissing();
    for (PeekableIntIterator i = objects.getIntIterator(); i.hasNext() && operand.isUnfound(); ) {
      HeapReader.checkStop(++seen);
      operand.read(i.next());
    }
    operand.checkFound();
  }
}
