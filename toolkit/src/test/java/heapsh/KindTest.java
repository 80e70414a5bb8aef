package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks kinds made by hand against the rows of tables. */
class KindTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long plain;
  private long special;
  private long text;

  @BeforeEach
  void open() {
    hp = Heaps.of(directory, this::objects);
  }

  private void objects(Dump d) {
    Dump.Type base = d.newClass("app.Base").field("a", FieldType.OBJECT);
    Dump.Type middle = d.newClass("app.Middle", base).field("b", FieldType.OBJECT);
    Dump.Type leaf = d.newClass("app.Leaf", middle);
    text = d.bytes(new byte[5000]);
    plain = d.instance(base, text);
    special = d.instance(leaf, text, plain);
    d.root(special);
    d.root(d.instance(middle, 0, text));
  }

  @Test
  void ofClassIsTheRow() {
    assertThat(hp.heap().and(Kind.ofClass("app.Leaf"))).isEqualTo(hp.iso(special));
    assertThat(hp.heap().and(Kind.ofClass("app.*")).count()).isEqualTo(3);
    assertThat(Kind.ofClass("app.Leaf")).hasToString("<class app.Leaf>");
  }

  @Test
  void ofClassComparesWithSubclassesAndSuperclasses() {
    Kind middle = Kind.ofClass("app.Middle");
    assertThat(names(middle.alt("<="))).containsExactlyInAnyOrder("app.Leaf", "app.Middle");
    assertThat(names(middle.alt("<"))).containsExactly("app.Leaf");
    assertThat(names(middle.alt(">="))).containsExactlyInAnyOrder("app.Base", "app.Middle");
    assertThat(names(middle.alt(">"))).containsExactly("app.Base");
    assertThat(hp.heap().and(middle.alt("!="))).isEqualTo(hp.heap().minus(middle));
    assertThat(middle.alt("==")).isEqualTo(middle);
    Kind row = hp.iso(special).byClass().kind();
    assertThat(names(row.alt(">"))).containsExactlyInAnyOrder("app.Base", "app.Middle");
  }

  private java.util.List<String> names(Kind kind) {
    return hp.heap().and(kind).byClass().stat().rows().stream().map(StatRow::name).toList();
  }

  @Test
  void sizesCompare() {
    long bytes = hp.at(text).size();
    assertThat(hp.heap().and(Kind.biggerThan(4096))).isEqualTo(hp.iso(text));
    assertThat(hp.heap().and(Kind.ofSize(bytes))).isEqualTo(hp.iso(text));
    assertThat(hp.heap().and(Kind.ofSize(bytes).alt("<")).or(hp.iso(text))).isEqualTo(hp.heap());
    assertThat(hp.heap().and(Kind.smallerThan(bytes))).isEqualTo(hp.heap().minus(hp.iso(text)));
    assertThat(hp.iso(text).bySize().kind().alt(">=")).hasToString("<size >= " + bytes + ">");
  }

  @Test
  void relationsCompareByInclusion() {
    assertThat(hp.heap().and(Kind.via("Base.a", "Middle.b"))).isEqualTo(hp.iso(text));
    assertThat(hp.heap().and(Kind.via("Base.a"))).isEqualTo(hp.iso(plain));
    assertThat(hp.heap().and(Kind.via("Base.a").alt(">="))).isEqualTo(hp.iso(plain, text));
    assertThat(hp.heap().and(Kind.via("Base.a").alt(">"))).isEqualTo(hp.iso(text));
    assertThat(hp.heap().and(Kind.via("Base.a", "Middle.b").alt("<")).contains(hp.iso(plain)))
        .isTrue();
    Kind row = hp.iso(text).byVia().kind();
    assertThat(hp.heap().and(row.alt(">="))).isEqualTo(hp.iso(text));
  }

  @Test
  void referrersCompareByInclusion() {
    Kind all = Kind.rcs("app.Base", "app.Middle", "app.Leaf");
    assertThat(hp.heap().and(all)).isEqualTo(hp.iso(text));
    assertThat(hp.heap().and(Kind.rcs("app.Leaf"))).isEqualTo(hp.iso(plain));
    assertThat(hp.heap().and(Kind.rcs("app.Leaf").alt(">="))).isEqualTo(hp.iso(plain, text));
    assertThat(hp.iso(text).byRcs().kind().alt(">")).isEqualTo(all.alt(">"));
  }

  @Test
  void combine() {
    Kind app = Kind.ofClass("app.*");
    assertThat(hp.heap().and(app.and(Kind.ofClass("app.Leaf")))).isEqualTo(hp.iso(special));
    assertThat(hp.heap().and(Kind.ofClass("app.Leaf").or(Kind.ofClass("app.Base"))))
        .isEqualTo(hp.iso(special, plain));
    assertThat(hp.heap().and(app.minus(Kind.ofClass("app.Middle"))))
        .isEqualTo(hp.iso(special, plain));
    assertThat(hp.heap().and(app.xor(Kind.ofClass("app.Leaf")))).hasSize(2);
    assertThat(hp.heap().and(app.not())).isEqualTo(hp.heap().minus(app));
    assertThat(app.not().not()).isEqualTo(app);
    assertThat(app.and(Kind.biggerThan(9)).and(Kind.biggerThan(10)))
        .hasToString("(<class app.*> & <size > 9> & <size > 10>)");
    assertThat(hp.heap().and(Kind.anything())).isEqualTo(hp.heap());
    assertThat(hp.heap().and(Kind.nothing())).isEqualTo(hp.nothing());
  }

  @Test
  void nameObjects() {
    assertThat(hp.heap().and(Kind.ofId(plain, special))).isEqualTo(hp.iso(plain, special));
    assertThat(hp.heap().and(Kind.of(hp.iso(text)))).isEqualTo(hp.iso(text));
    ObjectSet halves = hp.heap().by(Classifier.first(Kind.of(hp.iso(text))));
    assertThat(halves.get(0)).isEqualTo(hp.iso(text));
    assertThat(halves.rows()).hasSize(2);
  }

  @Test
  void nameAttributesOfTheClass() {
    assertThat(hp.heap().and(Kind.ofPackage("app")).count()).isEqualTo(3);
    assertThat(hp.heap().and(Kind.ofLoader("<boot>"))).isEqualTo(hp.heap());
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    assertThatThrownBy(() -> hp.heap().and(Kind.ofClass("app.Laef")))
        .isInstanceOf(HeapException.class)
        .hasMessage("no class 'app.Laef' in this heap; did you mean 'app.Leaf'?");
    assertThatThrownBy(() -> hp.heap().and(Kind.via("Middle.bb")))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no relation 'Middle.bb' here; did you mean 'Middle.b'");
    assertThatThrownBy(() -> hp.heap().and(Kind.rcs("app.Laef")))
        .hasMessageStartingWith("no referrer 'app.Laef' here; did you mean 'app.Leaf'");
    assertThatThrownBy(() -> hp.heap().and(Kind.ofPackage("ap")))
        .hasMessageStartingWith("no package 'ap' here; did you mean 'app'?");
    assertThatThrownBy(() -> Kind.ofSize(-1))
        .hasMessage("no object has a size of -1 bytes: take 0 or more");
    assertThatThrownBy(Kind::via).hasMessageStartingWith("via(...) needs a name");
    assertThatThrownBy(() -> Kind.rcs("")).hasMessage("rcs(...) was given an empty name");
    assertThatThrownBy(() -> Kind.ofClass("x").alt("=<"))
        .hasMessage("no comparison '=<'; there are ==, !=, <, <=, >= and >");
    assertThatThrownBy(() -> Kind.anything().alt("<")).hasMessageContaining("this is <anything>");
    assertThatThrownBy(() -> hp.heap().and(Kind.ofId(77))).hasMessageContaining("0x4d");
  }

  @Test
  void ofObjectsStaysInItsHeap(@TempDir Path elsewhere) {
    try (Heap other = Heaps.of(elsewhere, this::objects)) {
      assertThatThrownBy(() -> other.heap().and(Kind.of(hp.root())))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("this kind is of objects of ");
      assertThat(other.heap().and(Kind.ofClass("app.Leaf")).count()).isEqualTo(1);
    }
  }
}
