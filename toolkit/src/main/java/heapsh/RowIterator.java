package heapsh;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Goes through the rows of a table from row 0 on. */
final class RowIterator<T> implements Iterator<T> {
  private final String noun;
  private final IntPredicate exists;
  private final IntFunction<T> rows;
  private int next;

  /**
   * Makes an iterator that makes each row when it comes to it.
   *
   * @param noun what the rows are, in the plural, for the message
   * @param exists tells whether there is such a row; asked of one row after another
   */
  RowIterator(String noun, IntPredicate exists, IntFunction<T> rows) {
    this.noun = noun;
    this.exists = exists;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    return exists.test(next);
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more " + noun);
    }
    return rows.apply(next++);
  }
}
