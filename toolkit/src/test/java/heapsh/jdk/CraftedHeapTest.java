package heapsh.jdk;

import static heapsh.hprof.FieldType.BYTE;
import static heapsh.hprof.FieldType.CHAR;
import static heapsh.hprof.FieldType.INT;
import static heapsh.hprof.FieldType.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks about heaps that no test JVM would make: other layouts, rings, shared insides, damage. */
class CraftedHeapTest {
  @TempDir Path directory;

  private HeapGraph graph;
  private JdkModel model;
  private ObjectReader reader;

  private void open(Consumer<Dump> content) {
    graph = SelfDump.open(Dump.write(directory.resolve("crafted.hprof"), content), directory);
    model = JdkModel.of(graph);
    reader = graph.reader();
  }

  @AfterEach
  void close() {
    if (graph != null) {
      graph.close();
    }
  }

  private static Dump.Type hashMap(Dump d) {
    return d.newClass("java.util.HashMap").field("table", OBJECT).field("size", INT);
  }

  private static Dump.Type hashNode(Dump d) {
    return d.newClass("java.util.HashMap$Node")
        .field("key", OBJECT)
        .field("value", OBJECT)
        .field("next", OBJECT);
  }

  private static long map(Dump d, Dump.Type map, Dump.Type node, long key, long value) {
    return d.instance(map, d.array(d.instance(node, key, value, 0)), 1);
  }

  @Test
  void aRingOfNodesEnds() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type map = hashMap(d);
          Dump.Type node = hashNode(d);
          long first = d.newId();
          long second = d.newId();
          d.instanceAt(first, node, d.string("a"), 0, second);
          d.instanceAt(second, node, d.string("b"), 0, first);
          ids[0] = second;
          ids[1] = d.instance(map, d.array(first), 2);
          d.root(ids[1]);
        });
    assertThat(entries(ids[1])).isEqualTo(2);
    assertThat(owner(ids[0])).isEqualTo(index(ids[1]));
  }

  @Test
  void anUnknownLayoutIsNoContainer() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type map = d.newClass("java.util.HashMap").field("buckets", OBJECT);
          Dump.Type node = hashNode(d);
          ids[0] = d.string("value");
          ids[1] = d.instance(map, d.array(d.instance(node, 0, ids[0], 0)));
          d.root(ids[1]);
        });
    assertThat(model.containers().form(graph.classNumber(index(ids[1])))).isEqualTo(Form.NONE);
    assertThat(entries(ids[1])).isZero();
    assertThat(relations(ids[0])).containsExactly("HashMap$Node.value");
  }

  @Test
  void aFieldOfAnotherTypeIsAnotherLayout() {
    long[] ids = new long[1];
    open(
        d -> {
          Dump.Type map = d.newClass("java.util.HashMap").field("table", INT).field("size", OBJECT);
          ids[0] = d.instance(map, 7, 0);
          d.root(ids[0]);
        });
    assertThat(model.containers().form(graph.classNumber(index(ids[0])))).isEqualTo(Form.NONE);
  }

  @Test
  void aLongListIsWalkedWithoutRecursion() {
    int length = 300_000;
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type list =
              d.newClass("java.util.LinkedList")
                  .field("first", OBJECT)
                  .field("last", OBJECT)
                  .field("size", INT);
          Dump.Type node =
              d.newClass("java.util.LinkedList$Node")
                  .field("item", OBJECT)
                  .field("next", OBJECT)
                  .field("prev", OBJECT);
          long item = d.string("x");
          long next = 0;
          for (int i = 0; i < length; i++) {
            next = d.instance(node, item, next, 0);
            ids[0] = i == 0 ? next : ids[0];
          }
          ids[1] = d.instance(list, next, ids[0], length);
          d.root(ids[1]);
        });
    assertThat(owner(ids[0])).isEqualTo(index(ids[1]));
    int[] count = new int[1];
    model.containers().elements(reader, index(ids[1]), element -> count[0]++);
    assertThat(count[0]).isEqualTo(length);
  }

  @Test
  void manyWrappersOfWrappersEndInARawRelation() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type wrapper =
              d.newClass("java.util.Collections$UnmodifiableCollection").field("c", OBJECT);
          ids[0] = d.string("innermost");
          long at = ids[0];
          for (int i = 0; i < 1000; i++) {
            at = d.instance(wrapper, at);
            ids[1] = i == 20 ? at : ids[1];
          }
          d.newClass("Holder").staticField("shallow", OBJECT, ids[1]);
          d.root(at);
        });
    assertThat(relations(ids[0]))
        .containsExactlyInAnyOrder("static Holder.shallow", "Collections$UnmodifiableCollection.c");
  }

  @Test
  void wrappersInARingEnd() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type wrapper =
              d.newClass("java.util.Collections$UnmodifiableCollection").field("c", OBJECT);
          ids[0] = d.newId();
          ids[1] = d.newId();
          d.instanceAt(ids[0], wrapper, ids[1]);
          d.instanceAt(ids[1], wrapper, ids[0]);
          d.root(ids[0]);
        });
    assertThat(relations(ids[1])).containsExactly("<unknown>");
    model.containers().elements(reader, index(ids[0]), element -> {});
    assertThat(model.containers().formOf(reader, index(ids[0]))).isEqualTo(Form.NONE);
  }

  @Test
  void aKeyInTwoClassesOfMapFoldsIntoNeither() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type map = hashMap(d);
          Dump.Type lru = d.newClass("com.shop.Lru", map);
          Dump.Type node = hashNode(d);
          ids[0] = d.bytes();
          ids[1] = d.bytes();
          d.root(map(d, map, node, d.string("key"), ids[0]));
          d.root(d.instance(lru, d.array(d.instance(node, d.string("key"), ids[1], 0)), 1));
        });
    Relations.Cursor cursor = model.relations().cursor(false);
    cursor.moveTo(index(ids[0]));
    int first = cursor.relation(0);
    assertThat(folded(first)).isEqualTo("HashMap[*]");
    cursor.moveTo(index(ids[1]));
    assertThat(cursor.relation(0)).isEqualTo(first);
    assertThat(folded(first)).isEqualTo("Map[*]");
  }

  @Test
  void namesThatTwoClassesShareAreInFull() {
    long[] ids = new long[3];
    open(
        d -> {
          for (int k = 0; k < 3; k++) {
            ids[k] = d.bytes();
          }
          Dump.Type one = d.newClass("a.Page").field("body", OBJECT).field("head", OBJECT);
          Dump.Type two = d.newClass("b.Page").field("body", OBJECT);
          d.root(d.instance(one, ids[0], ids[1]));
          d.root(d.instance(two, ids[2]));
        });
    assertThat(relations(ids[0])).containsExactly("a.Page.body");
    assertThat(relations(ids[1])).containsExactly("Page.head");
    assertThat(relations(ids[2])).containsExactly("b.Page.body");
  }

  @Test
  void pairsAreFoundInSmallAndLargeArrays() {
    for (int pairs : new int[] {3, 500}) {
      long[] keys = new long[pairs];
      long[] values = new long[pairs];
      open(
          d -> {
            Dump.Type map =
                d.newClass("java.util.IdentityHashMap").field("table", OBJECT).field("size", INT);
            long[] table = new long[pairs * 3];
            for (int k = 0; k < pairs; k++) {
              keys[k] = d.string("k" + k);
              values[k] = k % 2 == 0 ? d.bytes() : 0;
              table[k * 2 + (k >= pairs / 2 ? pairs & ~1 : 0)] = keys[k];
              table[k * 2 + 1 + (k >= pairs / 2 ? pairs & ~1 : 0)] = values[k];
            }
            d.root(d.instance(map, d.array(table), pairs));
          });
      for (int k = 0; k < pairs; k++) {
        assertThat(relations(keys[k])).containsExactly("IdentityHashMap.keys");
        if (values[k] != 0) {
          assertThat(relations(values[k])).containsExactly("[\"k" + k + "\"]");
        }
      }
      graph.close();
    }
  }

  @Test
  void aClassAsAKeyKeepsMapOfInStep() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type map =
              d.newClass("java.util.ImmutableCollections$MapN")
                  .field("table", OBJECT)
                  .field("size", INT);
          ids[0] = d.bytes();
          ids[1] = d.bytes();
          long missing = 0x7770;
          long alsoMissing = 0x7780;
          long table =
              d.array(missing, ids[0], d.type("java.lang.Object").id, ids[1], alsoMissing, 0);
          d.root(d.instance(map, table, 3));
        });
    assertThat(relations(ids[1])).containsExactly("[Class]");
  }

  @Test
  void stringsOfJdk6AreAPartOfTheirArray() {
    long[] ids = new long[1];
    open(
        d -> {
          Dump.Type old = d.type("java.lang.String").field("offset", INT).field("count", INT);
          long array = d.newId();
          byte[] chars = "xxhello\u2603yy".getBytes(StandardCharsets.UTF_16BE);
          try {
            d.writer().primitiveArray(array, CHAR, chars.length / 2, chars);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          ids[0] = d.instance(old, array, 0, 0, 2, 6);
          d.root(ids[0]);
        });
    assertThat(model.strings().text(reader, index(ids[0]), 100)).isEqualTo("hello\u2603");
    assertThat(model.strings().text(reader, index(ids[0]), 2)).isEqualTo("he");
    assertThat(model.strings().length(reader, index(ids[0]))).isEqualTo(6);
  }

  @Test
  void theByteOrderIsThatOfTheMachineThatWroteTheDump() {
    for (int shift : new int[] {0, 8}) {
      long[] ids = new long[1];
      open(
          d -> {
            d.newClass("java.lang.StringUTF16").staticField("HI_BYTE_SHIFT", BYTE, shift);
            byte[] text =
                "\u2603!"
                    .getBytes(shift == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
            ids[0] = d.instance(d.type("java.lang.String"), d.bytes(text), 0, 1);
            d.root(ids[0]);
          });
      assertThat(model.strings().text(reader, index(ids[0]), 9)).isEqualTo("\u2603!");
      assertThat(model.strings().length(reader, index(ids[0]))).isEqualTo(2);
      graph.close();
    }
  }

  @Test
  void aStringThatLiesAboutItsLengthReadsWhatIsThere() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type old = d.type("java.lang.String").field("offset", INT).field("count", INT);
          ids[0] = d.instance(old, d.bytes((byte) 'a'), 0, 1, -5, Integer.MAX_VALUE);
          ids[1] = d.instance(old, d.array(), 0, 0, 0, 0);
          d.root(ids[0]);
        });
    assertThat(model.strings().text(reader, index(ids[0]), 100)).isEmpty();
    assertThat(model.strings().text(reader, index(ids[1]), 100)).isNull();
  }

  @Test
  void anObjectRefersToItsClassByNoField() {
    long[] ids = new long[2];
    open(
        d -> {
          Dump.Type plain = d.newClass("Plain").loader(d.bytes());
          ids[0] = d.instance(plain);
          ids[1] = plain.id;
          d.root(ids[0]);
        });
    Relations relations = model.relations();
    int step = relations.cursor(false).step(index(ids[0]), index(ids[1]));
    assertThat(relations.relation(step).step()).isEqualTo("<class>");
  }

  private int index(long id) {
    int index = graph.indexOf(id);
    assertThat(index).isNotNegative();
    return index;
  }

  private int owner(long id) {
    return model.containers().owner(index(id));
  }

  private int entries(long id) {
    int[] count = new int[1];
    model.containers().entries(reader, index(id), (key, value) -> count[0]++);
    return count[0];
  }

  private List<String> relations(long id) {
    Relations.Cursor cursor = model.relations().cursor(false);
    List<String> texts = new ArrayList<>();
    int count = cursor.moveTo(index(id));
    for (int k = 0; k < count; k++) {
      texts.add(model.relations().relation(cursor.relation(k)).text());
    }
    return texts;
  }

  private String folded(int number) {
    return model.relations().relation(model.relations().folded(number)).text();
  }
}
