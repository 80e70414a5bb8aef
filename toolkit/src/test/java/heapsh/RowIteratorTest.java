package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RowIteratorTest {
  private static RowIterator<String> letters(int rows) {
    return new RowIterator<>("letters", row -> row < rows, row -> "abc".substring(row, row + 1));
  }

  @Test
  void goesThroughTheRowsInOrder() {
    List<String> met = new ArrayList<>();
    letters(3).forEachRemaining(met::add);

    assertThat(met).containsExactly("a", "b", "c");
  }

  @Test
  void isAtItsEndAtOnceWhenThereAreNoRows() {
    assertThat(letters(0).hasNext()).isFalse();
  }

  @Test
  void refusesToGoBeyondTheLastRow() {
    RowIterator<String> one = letters(1);
    one.next();

    assertThatThrownBy(one::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no more letters");
  }
}
