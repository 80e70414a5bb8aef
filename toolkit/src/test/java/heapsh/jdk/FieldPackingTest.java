package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.hprof.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.datamodel.DataModel;
import org.openjdk.jol.datamodel.Model32;
import org.openjdk.jol.datamodel.Model64;
import org.openjdk.jol.datamodel.Model64_Lilliput;
import org.openjdk.jol.info.ClassData;
import org.openjdk.jol.info.FieldData;
import org.openjdk.jol.layouters.HotSpotLayouter;

/** Packs fields as JOL's layouters do, class by class, and padded ones as measured. */
class FieldPackingTest {
  private static final int OLD = 8;
  private static final int NEW = 17;
  private static final List<FieldType> TYPES = List.of(FieldType.values());

  static Stream<Object[]> models() {
    return Stream.of(
            new Object[] {new Model32(), rules(4, 4, 8, 8)},
            new Object[] {new Model64(true, true), rules(8, 4, 12, 8)},
            new Object[] {new Model64(true, false), rules(8, 4, 16, 8)},
            new Object[] {new Model64(false, true), rules(8, 8, 12, 8)},
            new Object[] {new Model64(false, false), rules(8, 8, 16, 8)},
            new Object[] {new Model64(true, true, 16), rules(8, 4, 12, 16)},
            new Object[] {new Model64(false, true, 32), rules(8, 8, 12, 32)},
            new Object[] {new Model64_Lilliput(true, 8, false), rules(8, 4, 8, 8)},
            new Object[] {new Model64_Lilliput(false, 8, false), rules(8, 8, 8, 8)})
        .flatMap(
            row ->
                Stream.of(NEW, OLD)
                    .filter(jdk -> jdk == NEW || !(row[0] instanceof Model64_Lilliput))
                    .map(jdk -> new Object[] {row[0], row[1], jdk}));
  }

  private static LayoutRules rules(int word, int reference, int header, int alignment) {
    return new LayoutRules(word, reference, header, true, false, alignment);
  }

  @ParameterizedTest(name = "{0} as of JDK {2}")
  @MethodSource("models")
  void packsRandomHierarchiesAsJolDoes(DataModel model, LayoutRules rules, int jdk) {
    Random random = new Random(jdk);
    HotSpotLayouter jol = new HotSpotLayouter(model, jdk);
    LayoutRules packed =
        new LayoutRules(
            rules.wordBytes(),
            rules.referenceBytes(),
            rules.headerBytes(),
            jdk == NEW,
            false,
            rules.alignment());
    FieldPacking packing = new FieldPacking(packed);
    for (int run = 0; run < 2_000; run++) {
      List<List<FieldType>> hierarchy = hierarchy(random);
      packing.start(packed.headerBytes());
      hierarchy.forEach(fields -> packing.add(classFields(fields)));

      assertThat(packed.aligned(packing.end()))
          .describedAs("%s", hierarchy)
          .isEqualTo(jol.layout(classData(hierarchy)).instanceSize());
    }
  }

  private static List<List<FieldType>> hierarchy(Random random) {
    List<List<FieldType>> classes = new ArrayList<>();
    int depth = 1 + random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      List<FieldType> fields = new ArrayList<>();
      int count = random.nextInt(7);
      for (int k = 0; k < count; k++) {
        fields.add(TYPES.get(random.nextInt(TYPES.size())));
      }
      classes.add(fields);
    }
    return classes;
  }

  private static ClassFields classFields(List<FieldType> types) {
    ClassFields fields = new ClassFields(false, false);
    types.forEach(fields.plain::add);
    return fields;
  }

  /** Makes JOL's data of the lowest class: every class has the fields of those above it too. */
  private static ClassData classData(List<List<FieldType>> hierarchy) {
    ClassData lowest = null;
    for (int depth = 1; depth <= hierarchy.size(); depth++) {
      ClassData data = new ClassData("C" + (depth - 1));
      if (lowest != null) {
        data.addSuperClassData(lowest);
      }
      // JOL puts every name that it is given before the others.
      for (int i = depth - 1; i >= 0; i--) {
        addFields(data, "C" + i, hierarchy.get(i));
      }
      lowest = data;
    }
    return lowest;
  }

  private static void addFields(ClassData data, String host, List<FieldType> fields) {
    data.addSuperClass(host);
    for (int k = 0; k < fields.size(); k++) {
      FieldType type = fields.get(k);
      String name = type == FieldType.OBJECT ? "java.lang.Object" : type.javaName();
      data.addField(FieldData.create(host, "f" + k, name));
    }
  }

  @Test
  void padsAWholeClassOnBothSides() {
    FieldPacking packing = new FieldPacking(rules(8, 4, 12, 8));
    ClassFields cell = new ClassFields(true, false);
    cell.plain.add(FieldType.LONG);
    packing.start(12);
    packing.add(cell);

    // 12 + 128, up to 144 for the long, 152 + 128: Striped64$Cell on JDK 17 and 25.
    assertThat(packing.end()).isEqualTo(280);
  }

  @Test
  void padsAGroupAndWhatIsBelow() {
    FieldPacking packing = new FieldPacking(rules(8, 4, 12, 8));
    ClassFields pool = new ClassFields(false, false);
    pool.plain.add(FieldType.INT);
    pool.group.add(FieldType.LONG);
    packing.start(12);
    packing.add(pool);
    assertThat(packing.end()).isEqualTo(16 + 128 + 8 + 128);

    ClassFields below = new ClassFields(false, false);
    below.plain.add(FieldType.INT);
    packing.add(below);
    assertThat(packing.end()).isEqualTo(16 + 128 + 8 + 128 + 4);

    packing.add(below);
    assertThat(packing.end()).isEqualTo(16 + 128 + 8 + 128 + 4 + 128 + 4);
  }

  @Test
  void padsAPaddedClassBehindItsGroupTooByTheOldRule() {
    ClassFields subscription = new ClassFields(true, false);
    subscription.plain.add(FieldType.INT);
    subscription.group.add(FieldType.LONG);

    FieldPacking old = new FieldPacking(new LayoutRules(8, 4, 12, false, false, 8));
    old.start(12);
    old.add(subscription);
    assertThat(old.end()).isEqualTo(12 + 128 + 4 + 128 + 8 + 128 + 128);

    FieldPacking packing = new FieldPacking(rules(8, 4, 12, 8));
    packing.start(12);
    packing.add(subscription);
    assertThat(packing.end()).isEqualTo(12 + 128 + 4 + 128 + 8 + 128);
  }

  @Test
  void putsReferencesFirstWhereTheOldRuleDoes() {
    LayoutRules old = new LayoutRules(8, 4, 12, false, false, 8);
    FieldPacking packing = new FieldPacking(old);
    ClassFields boxed = new ClassFields(false, true);
    boxed.plain.add(FieldType.OBJECT);
    boxed.plain.add(FieldType.LONG);
    boxed.plain.add(FieldType.INT);
    packing.start(12);
    packing.add(boxed);

    // The reference at 12, the long at 16, the int behind it.
    assertThat(packing.end()).isEqualTo(28);
  }
}
