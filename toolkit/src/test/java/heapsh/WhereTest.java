package heapsh;

import static heapsh.hprof.FieldType.BOOLEAN;
import static heapsh.hprof.FieldType.CHAR;
import static heapsh.hprof.FieldType.DOUBLE;
import static heapsh.hprof.FieldType.INT;
import static heapsh.hprof.FieldType.LONG;
import static heapsh.hprof.FieldType.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters objects whose values the test knows, and compares with a predicate in Java. */
class WhereTest {
  private record Item(
      long id, int count, double load, boolean flag, char mark, String name, Long box, int next) {}

  @TempDir Path directory;
  private final List<Item> items = new ArrayList<>();
  @AutoClose private Heap heap;
  private long other;
  private long red;

  @BeforeEach
  void open() {
    heap = TestHeap.open(directory, this::content);
  }

  private void content(Dump d) {
    Dump.Type type =
        d.newClass("app.Item")
            .field("count", INT)
            .field("load", DOUBLE)
            .field("flag", BOOLEAN)
            .field("mark", CHAR)
            .field("name", OBJECT)
            .field("box", OBJECT)
            .field("next", OBJECT)
            .field("color", OBJECT);
    Dump.Type box = d.newClass("java.lang.Long").field("value", LONG);
    Dump.Type base = d.newClass("java.lang.Enum").field("name", OBJECT).field("ordinal", INT);
    red = d.instance(d.newClass("app.Color", base), d.string("RED"), 0);
    Random random = new Random(3);
    for (int k = 0; k < 300; k++) {
      Item item =
          new Item(
              d.newId(),
              random.nextInt(20) - 10,
              random.nextInt(8) == 0 ? Double.NaN : random.nextInt(40) / 4.0,
              random.nextBoolean(),
              (char) ('a' + random.nextInt(4)),
              random.nextInt(5) == 0 ? null : "n" + random.nextInt(5),
              random.nextInt(4) == 0 ? null : random.nextInt(5) + (1L << 60),
              random.nextInt(5) == 0 ? -1 : random.nextInt(k + 1));
      items.add(item);
      d.instanceAt(
          item.id,
          type,
          item.count,
          Double.doubleToRawLongBits(item.load),
          item.flag ? 1 : 0,
          item.mark,
          item.name == null ? 0 : d.string(item.name),
          item.box == null ? 0 : d.instance(box, item.box),
          item.next < 0 ? 0 : items.get(item.next).id,
          k == 7 ? red : 0);
      d.root(item.id);
    }
    other = d.instance(d.newClass("app.Other").field("size", INT), 5);
    d.root(other);
  }

  private void assertSame(String condition, Predicate<Item> expected) {
    long[] ids = items.stream().filter(expected).mapToLong(Item::id).toArray();
    assertThat(Where.filter(TestHeap.instances(heap, "app.Item"), condition))
        .as(condition)
        .isEqualTo(TestHeap.set(heap, ids).bitmap());
  }

  private Item next(Item item) {
    return item.next < 0 ? null : items.get(item.next);
  }

  @Test
  void comparesNumbersOfAnyTypes() {
    assertSame("count > 3", i -> i.count > 3);
    assertSame("3 >= count", i -> 3 >= i.count);
    assertSame("count == -2", i -> i.count == -2);
    assertSame("count != 0x5", i -> i.count != 5);
    assertSame("count < 2.5", i -> i.count < 2.5);
    assertSame("load <= 4", i -> i.load <= 4);
    assertSame("load == count", i -> i.load == i.count);
    assertSame("load != load", i -> i.load != i.load);
    assertSame("mark == 'b'", i -> i.mark == 'b');
    assertSame("mark >= 98", i -> i.mark >= 98);
    assertSame("mark == \"c\"", i -> i.mark == 'c');
  }

  @Test
  void comparesBoxesExactlyBeyondThePrecisionOfADouble() {
    assertSame("box == 1152921504606846977", i -> i.box != null && i.box == (1L << 60) + 1);
    assertSame("box > 1.152921504606846976e18", i -> i.box != null && i.box > 1L << 60);
    assertSame("box < 1e30", i -> i.box != null);
    assertSame("box == null", i -> i.box == null);
    assertSame("box >= null", i -> false);
  }

  @Test
  void comparesStringsByText() {
    assertSame("name == \"n3\"", i -> "n3".equals(i.name));
    assertSame("name != 'n3'", i -> !"n3".equals(i.name));
    assertSame("name < \"n2\"", i -> i.name != null && i.name.compareTo("n2") < 0);
    assertSame("name == \"n33\"", i -> false);
    assertSame("name == \"n\"", i -> false);
    assertSame("name == null", i -> i.name == null);
    assertSame("name ~ \"[12]\"", i -> i.name != null && i.name.matches(".*[12].*"));
    assertSame("name ~ \"^n$\"", i -> false);
    assertSame("name !~ \"\\d\"", i -> i.name == null);
    assertSame("name in ('n1', \"n2\", null)", i -> i.name == null || i.name.matches("n[12]"));
    assertSame("name not in ('n1', 'n2')", i -> i.name == null || !i.name.matches("n[12]"));
    assertSame("name.length == 2", i -> i.name != null);
    assertSame(
        "name == next.name",
        i -> next(i) == null ? i.name == null : Objects.equals(i.name, next(i).name));
  }

  @Test
  void combinesConditions() {
    assertSame("flag", i -> i.flag);
    assertSame("!flag", i -> !i.flag);
    assertSame("flag == false", i -> !i.flag);
    assertSame("flag && count > 0 || mark == 'a'", i -> i.flag && i.count > 0 || i.mark == 'a');
    assertSame(
        "flag and (count > 0 or mark == 'a')", i -> i.flag && (i.count > 0 || i.mark == 'a'));
    assertSame("not (flag or not count > 0)", i -> !(i.flag || !(i.count > 0)));
    assertSame("true", i -> true);
  }

  @Test
  void seesNullThroughAPath() {
    assertSame("next.count > 0", i -> next(i) != null && next(i).count > 0);
    assertSame("next.name != null", i -> next(i) != null && next(i).name != null);
    assertSame(
        "next.next.next == null",
        i -> next(i) == null || next(next(i)) == null || next(next(next(i))) == null);
    assertSame("!next.flag", i -> next(i) == null || !next(i).flag);
    assertSame("next == this", i -> next(i) == i);
    assertSame("next != this", i -> next(i) != i);
  }

  @Test
  void callsTheMethodsOfAnObject() {
    assertSame("className() == \"app.Item\"", i -> true);
    assertSame("className() ~ 'Other'", i -> false);
    assertSame("id() == " + items.get(5).id, i -> i == items.get(5));
    assertSame("id() == 0x" + Long.toHexString(items.get(5).id), i -> i == items.get(5));
    assertSame("size() > 1000", i -> false);
    assertSame("name.asString() == 'n1'", i -> "n1".equals(i.name));
    assertSame("color == 'RED'", i -> i == items.get(7));
    assertSame("color != null and color != \"BLUE\"", i -> i == items.get(7));
  }

  @Test
  void neverMatchesAnObjectWithoutTheFieldUnlessNoneHasIt() {
    ObjectSet mixed = heap.set(TestHeap.instances(heap, "app.Item").bitmap().clone());
    mixed.bitmap().add(heap.graph().indexOf(other));
    int stranger = heap.graph().indexOf(other);
    assertThat(Where.filter(mixed, "count > 3 or not count > 3").contains(stranger)).isFalse();
    assertThat(Where.filter(mixed, "size == 5 or count > 3").contains(stranger)).isTrue();
    assertThat(Where.filter(mixed, "count > 3 || true").contains(stranger)).isTrue();
    assertThatThrownBy(() -> Where.filter(mixed, "cuont > 3"))
        .isInstanceOf(HeapException.class)
        .hasMessage("no field 'cuont' in app.Item; did you mean 'count'?");
    assertThatThrownBy(() -> Where.filter(mixed, "count > 1000 && nmae == 'x'"))
        .hasMessage("no field 'nmae' in app.Item; did you mean 'name'?");
    assertThatThrownBy(() -> Where.filter(mixed, "class == 'x'"))
        .hasMessage("no field 'class' in app.Item; className() gives the class");
    assertThat(Where.filter(heap.set(new org.roaringbitmap.RoaringBitmap()), "cuont > 3").isEmpty())
        .isTrue();
  }

  @Test
  void refusesToCompareWhatHasNoCommonSort() {
    assertFails("count == \"x\"", "cannot compare 'count', an int, with \"x\", a string");
    assertFails("flag > 5", "cannot compare 'flag', a boolean, with 5, a long");
    assertFails("count", "'count' is an int, not true or false; compare it with ==");
    assertFails("name", "'name' is a string, not true or false; compare it with ==");
    assertFails("count ~ '5'", "'count' is an int; ~ looks for a pattern in strings");
    assertFails("count.x == 5", "'count' is an int, so 'x' leads nowhere");
    // An Object field may hold anything, so that this is no mistake.
    assertSame("name == 5", i -> false);
  }

  private void assertFails(String condition, String message) {
    assertThatThrownBy(() -> Where.filter(TestHeap.instances(heap, "app.Item"), condition))
        .isInstanceOf(HeapException.class)
        .hasMessage(message);
  }
}
