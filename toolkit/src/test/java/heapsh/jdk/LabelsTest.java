package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.jdk.Relation.Sort;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private final Labels labels = new Labels(null);

  @Test
  void equalNamesHaveEqualNumbers() {
    int[] numbers = new int[100_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = intern(i);
      assertThat(numbers[i]).isEqualTo(i * 2);
    }
    for (int i = 0; i < numbers.length; i++) {
      assertThat(intern(i)).isEqualTo(numbers[i]);
      assertThat(labels.get(numbers[i]).text()).isEqualTo("[" + i + "]");
    }
    assertThat(labels.count()).isEqualTo(2 * numbers.length);
  }

  @Test
  void sortAndStepTellNamesApart() {
    int field = labels.intern(Sort.FIELD, "A.b", ".b");
    int element = labels.intern(Sort.ELEMENT, "A.b", ".b");
    int other = labels.intern(Sort.FIELD, "A.b", ".c");
    assertThat(new int[] {field, element, other}).doesNotHaveDuplicates();
    assertThat(labels.get(other)).isEqualTo(new Relation("A.b", ".c", Sort.FIELD, other));
  }

  @Test
  void theArrayOfAStringFollowsItsString() {
    int field = labels.intern(Sort.FIELD, "A.b", ".b");
    int value = Labels.valueOf(field);
    assertThat(labels.get(value))
        .isEqualTo(new Relation("A.b.value", ".b.value", Sort.FIELD, value));
  }

  @Test
  void keysFoldIntoTheirMapOrIntoMixedOnes() {
    int map = labels.intern(Sort.KEYED, "HashMap[*]", "[*]");
    int tree = labels.intern(Sort.KEYED, "TreeMap[*]", "[*]");
    int mixed = labels.intern(Sort.KEYED, "Map[*]", "[*]");
    int key = intern(1);
    assertThat(labels.folded(key)).isEqualTo(key);
    labels.fold(key, map, mixed);
    assertThat(labels.folded(key)).isEqualTo(map);
    assertThat(labels.folded(Labels.valueOf(key))).isEqualTo(Labels.valueOf(map));
    labels.fold(key, tree, mixed);
    labels.fold(key, map, mixed);
    assertThat(labels.folded(key)).isEqualTo(mixed);
  }

  @Test
  void threadsAgree() {
    CompletableFuture<int[]> other = CompletableFuture.supplyAsync(this::internMany);
    int[] mine = internMany();
    assertThat(other.join()).isEqualTo(mine);
    assertThat(labels.count()).isEqualTo(2 * mine.length);
  }

  private int[] internMany() {
    int[] numbers = new int[20_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = intern(i);
    }
    return numbers;
  }

  @Test
  void anUnknownNumberIsRefused() {
    assertThatThrownBy(() -> labels.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private int intern(int key) {
    String text = "[" + key + "]";
    return labels.intern(Sort.KEYED, text, text);
  }
}
