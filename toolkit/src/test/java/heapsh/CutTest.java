package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long cache;
  private long entries;
  private long shared;
  private long index;
  private long soft;
  private long softly;

  /**
   * Makes a cache with two holders of one array.
   *
   * <pre>
   *   static Cache.INSTANCE -> cache .entries -> entries -> shared
   *                                  .index   -> index   -> shared
   *   root -> SoftReference -> softly -> byte[]
   * </pre>
   */
  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var base = d.newClass("com.acme.Base").field("index", FieldType.OBJECT);
              base.field("count", FieldType.INT);
              var type = d.newClass("com.acme.Cache", base).field("entries", FieldType.OBJECT);
              d.newClass("org.other.Base");
              var box = d.newClass("com.acme.Box").field("held", FieldType.OBJECT);
              var reference =
                  d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
              var softType = d.newClass("java.lang.ref.SoftReference", reference);
              shared = d.bytes(new byte[8 * 100]);
              entries = d.instance(box, shared);
              index = d.instance(box, shared);
              cache = d.instance(type, entries, index, 7);
              type.staticField("INSTANCE", FieldType.OBJECT, cache);
              softly = d.instance(box, d.bytes(new byte[8 * 10]));
              soft = d.instance(softType, softly);
              d.root(soft);
            });
  }

  @Test
  void cuttingAFieldFreesWhatOnlyItHolds() {
    assertThat(hp.without("com.acme.Cache.entries").freed()).isEqualTo(hp.iso(entries));
    assertThat(hp.without("com.acme.Cache.INSTANCE").freed())
        .isEqualTo(hp.iso(cache, entries, index, shared));
    assertThat(hp.without("com.acme.Cache.entries").freedSize()).isEqualTo(hp.iso(entries).size());
  }

  @Test
  void fieldsOfOneTargetAddUp() {
    Cut both = hp.without("com.acme.Cache.entries").without("com.acme.Base.index");

    assertThat(both.freed()).isEqualTo(hp.iso(entries, index, shared));
    assertThat(both.references()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Base.index",
        "com.acme.Cache.index",
        "Cache.index",
        " com.acme.Cache.index "
      })
  void findsInheritedFieldsAndSimpleNames(String field) {
    assertThat(hp.without(field).freed()).isEqualTo(hp.iso(index));
  }

  @Test
  void takesStaticFieldsAsRelationsPrintThem() {
    assertThat(hp.without("static Cache.INSTANCE").freed())
        .isEqualTo(hp.without("com.acme.Cache.INSTANCE").freed());
  }

  @Test
  void cuttingAKindFreesItsObjectsThatAreNoRoots() {
    Kind boxes = hp.iso(entries).kind();

    assertThat(hp.without(boxes).freed()).isEqualTo(hp.iso(entries, index, shared));
    assertThat(hp.without(boxes).references()).isEqualTo(3);
    assertThat(hp.without(hp.iso(soft).kind()).freed().isEmpty()).isTrue();
  }

  @Test
  void retainedSizesTakeTheCutIntoAccount() {
    Cut cut = hp.without("com.acme.Cache.entries");

    assertThat(hp.iso(index).retained()).isEqualTo(hp.iso(index));
    assertThat(cut.retained(hp.iso(index))).isEqualTo(hp.iso(index, shared));
    assertThat(cut.retainedSize(hp.iso(index))).isEqualTo(hp.iso(index, shared).size());
  }

  @Test
  void viewsCutTheReferencesThatTheyFollow() {
    String field = "java.lang.ref.Reference.referent";

    assertThat(hp.without(field).freed().isEmpty()).isTrue();
    assertThat(hp.including(heapsh.graph.Strength.SOFT).without(field).freed())
        .isEqualTo(hp.iso(softly).retained());
  }

  @Test
  void printsWhatWouldBeFreed() {
    String text = hp.without("Cache.entries").without("Cache.index").toString();

    assertThat(text)
        .startsWith(
            "Without Cache.entries and Cache.index (2 references cut):\n3 objects would be freed, "
                + hp.iso(entries, index, shared).size()
                + " bytes, ")
        .contains(" % of the heap.\nPartition of a set of 3 objects.")
        .contains("com.acme.Box");
    assertThat(text.length()).isLessThanOrEqualTo(1000);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(hp.without("Cache.index").get(0)).isEqualTo(hp.iso(index));
  }

  @Test
  void saysWhyNothingWouldBeFreed() {
    assertThat(hp.without("java.lang.ref.Reference.referent").toString())
        .isEqualTo(
            "Without java.lang.ref.Reference.referent (1 reference cut):\n"
                + "nothing would be freed: what is behind it is also held otherwise.");
    assertThat(hp.without("java.lang.String.value").toString())
        .endsWith(
            "(0 references cut):\nnothing would be freed: no reachable object has such a"
                + " reference.");
  }

  @Test
  void longNamesStayWithinTheLimits() {
    Cut cut = hp.without("com.acme.Cache.entries");
    for (int i = 0; i < 40; i++) {
      cut = cut.without("com.acme.Cache.index");
    }

    assertThat(cut.toString().length()).isLessThanOrEqualTo(1000);
    assertThat(cut.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(cut.toString()).contains("3 objects would be freed");
  }

  @Test
  void wrongNamesGetNearMatches() {
    assertThatThrownBy(() -> hp.without("com.acme.Cache.entires"))
        .isInstanceOf(HeapException.class)
        .hasMessage("no field 'entires' in com.acme.Cache; did you mean 'entries'?");
    assertThatThrownBy(() -> hp.without("com.acme.Cach.entries"))
        .hasMessageContaining("no class 'com.acme.Cach' in this heap")
        .hasMessageContaining("did you mean 'com.acme.Cache'");
    assertThatThrownBy(() -> hp.without("Base.index"))
        .hasMessage(
            "several classes are called 'Base'; take one with its package: com.acme.Base,"
                + " org.other.Base");
    assertThatThrownBy(() -> hp.without("com.acme.Base.count"))
        .hasMessage(
            "field 'count' of com.acme.Base is of type int: only fields that hold references can"
                + " be cut");
    assertThatThrownBy(() -> hp.without("entries"))
        .hasMessageContaining("'entries' names no field; take its class, a dot and its name");
  }
}
