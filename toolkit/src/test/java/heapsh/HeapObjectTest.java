package heapsh;

import static heapsh.hprof.FieldType.BOOLEAN;
import static heapsh.hprof.FieldType.BYTE;
import static heapsh.hprof.FieldType.CHAR;
import static heapsh.hprof.FieldType.DOUBLE;
import static heapsh.hprof.FieldType.FLOAT;
import static heapsh.hprof.FieldType.INT;
import static heapsh.hprof.FieldType.LONG;
import static heapsh.hprof.FieldType.OBJECT;
import static heapsh.hprof.FieldType.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapObjectTest {
  @TempDir Path directory;
  private final Map<String, Long> ids = new HashMap<>();
  @AutoClose private Heap heap;

  @BeforeEach
  void open() {
    heap = TestHeap.open(directory, this::content);
  }

  private void content(Dump d) {
    Dump.Type plain =
        d.newClass("app.Plain")
            .field("z", BOOLEAN)
            .field("c", CHAR)
            .field("f", FLOAT)
            .field("d", DOUBLE)
            .field("b", BYTE)
            .field("s", SHORT)
            .field("i", INT)
            .field("j", LONG);
    ids.put(
        "plain",
        d.instance(
            plain,
            1,
            'x',
            Float.floatToRawIntBits(1.5f),
            Double.doubleToRawLongBits(-2.25),
            -3,
            -4,
            -5,
            Long.MIN_VALUE));

    Dump.Type parent = d.newClass("app.Parent").field("name", OBJECT).field("age", INT);
    Dump.Type child = d.newClass("app.Child", parent).field("name", OBJECT).field("next", OBJECT);
    long mine = named(d, "mine", "mine");
    long theirs = named(d, "theirs", "theirs");
    long id = d.newId();
    ids.put("child", d.instanceAt(id, child, mine, id, theirs, 42));
    ids.put("dangling", d.instance(child, 0, 0xdead0, 0, 0));

    Dump.Type holder =
        d.newClass("app.Holder")
            .staticField("INSTANCE", OBJECT, id)
            .staticField("LIMIT", INT, 99)
            .staticField("NONE", OBJECT, 0);
    ids.put("holder", holder.id);
    ids.put("array", d.array(mine, 0, id));
    ids.put("bytes", d.bytes("h\u00e9llo".getBytes(StandardCharsets.UTF_8)));
    ids.put("latin", d.bytes((byte) 0xe9, (byte) 'x'));
    ids.put("chars", primitives(d, CHAR, 2, ByteBuffer.allocate(4).putChar('o').putChar('\u20ac')));
    ids.put("ints", primitives(d, INT, 3, ByteBuffer.allocate(12).putInt(7).putInt(-8).putInt(9)));
    ids.put("wide", d.array(new long[500]));
    ids.put("hostile", d.instance(d.newClass("app.\u001b[31mRed").field("a\nb", INT), 5));
    Dump.Type many = d.newClass("app.Many");
    for (int k = 0; k < 100; k++) {
      many.field("field" + k, OBJECT);
    }
    long[] values = new long[100];
    Arrays.fill(values, named(d, "long", "\u001b".repeat(100) + "x".repeat(500)));
    ids.put("many", d.instance(many, values));
    ids.put("value", d.instance(d.type("java.lang.String"), 0, 0, 0));
    ids.values().forEach(d::root);
  }

  private long named(Dump d, String key, String text) {
    long id = d.string(text);
    ids.put(key, id);
    return id;
  }

  private static long primitives(Dump d, FieldType type, int length, ByteBuffer data) {
    long id = d.newId();
    try {
      d.writer().primitiveArray(id, type, length, data.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
  }

  private HeapObject at(String name) {
    return TestHeap.at(heap, ids.get(name));
  }

  @Test
  void givesPrimitivesBoxedByTheirTypes() {
    assertThat(at("plain").fields())
        .containsExactly(
            Map.entry("z", true),
            Map.entry("c", 'x'),
            Map.entry("f", 1.5f),
            Map.entry("d", -2.25),
            Map.entry("b", (byte) -3),
            Map.entry("s", (short) -4),
            Map.entry("i", -5),
            Map.entry("j", Long.MIN_VALUE));
    assertThat(at("plain").field("s")).isEqualTo((short) -4);
  }

  @Test
  void givesOwnAndInheritedFieldsAndNamesTheHiddenByTheirClass() {
    assertThat(at("child").fields().keySet()).containsExactly("name", "next", "Parent.name", "age");
    assertThat(at("child").fields().get("Parent.name")).isEqualTo(at("theirs"));
    assertThat(at("child").field("name")).isEqualTo(at("mine"));
    assertThat(at("child").field("`Parent.name`")).isEqualTo(at("theirs"));
    assertThat(at("child").field("`app.Parent.name`")).isEqualTo(at("theirs"));
    assertThat(at("child").field("next.next.next.age")).isEqualTo(42);
  }

  @Test
  void givesStaticFieldsOfAClassObject() {
    assertThat(at("holder").field("INSTANCE")).isEqualTo(at("child"));
    assertThat(at("holder").field("LIMIT")).isEqualTo(99);
    assertThat(at("holder").field("NONE")).isNull();
    assertThat(at("holder").fields().keySet()).containsExactly("INSTANCE", "LIMIT", "NONE");
    assertThatThrownBy(() -> at("holder").field("LIMITS"))
        .hasMessage("no static field 'LIMITS' in app.Holder; did you mean 'LIMIT'?");
  }

  @Test
  void knowsItself() {
    HeapObject child = at("child");
    assertThat(child.id()).isEqualTo(ids.get("child"));
    assertThat(child.className()).isEqualTo("app.Child");
    assertThat(child.size()).isEqualTo(heap.graph().shallowBytes(child.index()));
    assertThat(child.set().bitmap()).containsExactly(child.index());
    assertThat(child).isEqualTo(at("child")).hasSameHashCodeAs(at("child"));
    assertThat(child).isNotEqualTo(at("mine")).isNotEqualTo(null);
    assertThat(child.isRoot()).isTrue();
    assertThat(child.referents().bitmap())
        .containsExactlyInAnyOrder(child.index(), at("mine").index(), at("theirs").index());
    assertThat(at("theirs").referrers().bitmap()).containsExactly(child.index());
  }

  @Test
  void readsTexts() {
    assertThat(at("mine").asString()).isEqualTo("mine");
    assertThat(at("bytes").asString()).isEqualTo("h\u00e9llo");
    assertThat(at("latin").asString()).isEqualTo("\u00e9x");
    assertThat(at("chars").asString()).isEqualTo("o\u20ac");
    assertThatThrownBy(() -> at("ints").asString())
        .isInstanceOf(HeapException.class)
        .hasMessage("int[] is no text: asString() reads String, char[] and byte[]");
    assertThatThrownBy(() -> at("value").asString())
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("not in the dump");
  }

  @Test
  void givesElementsOfArrays() {
    assertThat(at("ints").elements()).containsExactly(7, -8, 9);
    assertThat(at("array").elements()).containsExactly(at("mine"), null, at("child"));
    assertThat(at("array").length()).isEqualTo(3);
    assertThat(at("chars").elements()).containsExactly('o', '\u20ac');
    assertThat(at("ints").field("[-1]")).isEqualTo(9);
    assertThat(at("ints").field("length")).isEqualTo(3L);
    assertThat(at("array").field("[2].age")).isEqualTo(42);
    assertThatThrownBy(() -> at("ints").elements().get(3))
        .hasMessageContaining("there are 3 elements");
    assertThatThrownBy(() -> at("child").elements())
        .hasMessageContaining("app.Child is no array or known container");
    assertThatThrownBy(() -> at("child").entries()).hasMessageContaining("is no known map");
    assertThatThrownBy(() -> at("child").length()).hasMessageContaining("has no length");
  }

  @Test
  void saysWhereAPathEnds() {
    assertMessage("child", "agee", "no field 'agee' in app.Child; did you mean 'age'?");
    assertMessage("child", "age.x", "'age' is an int, so 'x' leads nowhere");
    assertMessage("array", "[3]", "index 3 is out of bounds: java.lang.Object[] has length 3");
    assertMessage("array", "[-4]", "index -4 is out of bounds: java.lang.Object[] has length 3");
    assertMessage(
        "array",
        "[1].name",
        "'[1]' is null in java.lang.Object[] 0x" + hex("array") + ", so 'name'");
    assertMessage("child", "next[0]", "app.Child is no array or known container");
    assertMessage("child", "next[\"k\"]", "app.Child is no known map, so it has no key \"k\"");
    assertMessage("dangling", "next.next", "'next' is a reference to an object that the dump");
    assertMessage("array", "[*]", "[*] in '[*]' gives many values");
  }

  private void assertMessage(String name, String path, String message) {
    assertThatThrownBy(() -> at(name).field(path))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith(message);
  }

  private String hex(String name) {
    return Long.toHexString(ids.get(name));
  }

  @Test
  void showsAReferenceThatLeadsOutOfTheDump() {
    assertThat(String.valueOf(at("dangling").field("next")))
        .isEqualTo("<0xdead0, not in the dump>");
    assertThat(at("dangling").toString()).contains("next        = <0xdead0, not in the dump>");
  }

  @Test
  void printsItsFieldsOneLevelDeep() {
    String size = at("child").size() + " bytes, 4 fields, GC root";
    assertThat(at("child").toString())
        .isEqualTo(
            "app.Child 0x"
                + hex("child")
                + ": "
                + size
                + "\n  name        = \"mine\"\n  next        = app.Child 0x"
                + hex("child")
                + "\n  Parent.name = \"theirs\"\n  age         = 42");
    assertThat(at("holder").toString())
        .startsWith("class app.Holder 0x")
        .contains("3 static fields")
        .endsWith("\n  LIMIT    = 99\n  NONE     = null");
    assertThat(at("ints").toString()).startsWith("int[3] 0x").endsWith("\n  [0] 7, -8, 9");
    assertThat(at("array").toString())
        .endsWith("\n  [0] \"mine\"\n  [1] null\n  [2] app.Child 0x" + hex("child"));
    assertThat(at("mine").toString()).contains(", 4 characters").endsWith("\n  \"mine\"");
  }

  @Test
  void printsAtMostAPageOfWholeSafeLines() {
    for (String name : ids.keySet()) {
      String text = at(name).toString();
      assertThat(text).as(name).hasSizeLessThanOrEqualTo(1000).doesNotContain("\u001b");
      assertThat(text.lines()).as(name).allMatch(line -> line.length() <= 80);
      List<String> all = at(name).text().lines().toList();
      List<String> page = text.lines().toList();
      boolean cut =
          page.size() < all.size() || !page.get(page.size() - 1).equals(all.get(all.size() - 1));
      assertThat(all).containsAll(cut ? page.subList(0, page.size() - 1) : page);
    }
    assertThat(at("wide").toString()).endsWith(" more elements; show() prints all>");
    int shown = (int) at("many").toString().lines().count() - 2;
    assertThat(at("many").toString())
        .endsWith("<" + (100 - shown) + " more fields; show() prints all>");
    assertThat(at("hostile").toString()).contains("app.\\u001b[31mRed").contains("a\\nb = 5");
  }

  @Test
  void printsFieldsAndElementsAsOnePageToo() {
    assertThat(at("many").fields().toString())
        .hasSizeLessThanOrEqualTo(1000)
        .contains("100 fields");
    assertThat(at("wide").elements().toString())
        .hasSizeLessThanOrEqualTo(1000)
        .startsWith("500 elements\n 0: null");
  }

  @Test
  void saysThatTheHeapIsClosed() {
    HeapObject child = at("child");
    heap.close();
    assertThat(child.toString()).contains("closed");
    assertThatThrownBy(child::id).isInstanceOf(HeapException.class);
  }
}
