package heapsh.mat;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.graph.DominatorTree;
import heapsh.graph.GcRoot;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.graph.PathTree;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares two graphs of one dump, the native engine's and MAT's, which has the strongly reachable
 * objects only. Objects are matched by their ids. Every difference is an assertion error that names
 * the object.
 */
final class GraphComparison {
  private static final int SETS = 20;

  private final HeapGraph ours;
  private final MatGraph theirs;
  private final PathTree strong;

  /** Our index of each of their objects. */
  private final int[] toOurs;

  /** Their index of each of our objects, -1 for those that only weak references reach. */
  private final int[] toTheirs;

  private GraphComparison(HeapGraph ours, MatGraph theirs) {
    this.ours = ours;
    this.theirs = theirs;
    strong = ours.strongPaths();
    toOurs = new int[theirs.objectCount()];
    toTheirs = new int[ours.objectCount()];
    Arrays.fill(toTheirs, -1);
    for (int index = 0; index < toOurs.length; index++) {
      toOurs[index] = ours.indexOf(theirs.idOf(index));
      assertThat(toOurs[index])
          .as("object 0x%x is in the dump", theirs.idOf(index))
          .isNotNegative();
      toTheirs[toOurs[index]] = index;
    }
  }

  static GraphComparison of(HeapGraph ours, MatGraph theirs) {
    return new GraphComparison(ours, theirs);
  }

  private String name(int ourIndex) {
    return ours.heapClass(ours.classNumber(ourIndex)).name()
        + " 0x"
        + Long.toHexString(ours.idOf(ourIndex));
  }

  /** Compares what is strongly reachable, its classes, values and references, and the roots. */
  void strongGraphs() {
    reachableSets();
    roots();
    classes();
    objects();
    outgoing();
    incoming();
    ownIndexes();
    values();
  }

  private void reachableSets() {
    for (int index = 0; index < toTheirs.length; index++) {
      if (strong.reaches(index) != toTheirs[index] >= 0) {
        assertThat(toTheirs[index] >= 0)
            .as("%s is strongly reachable for MAT", name(index))
            .isEqualTo(strong.reaches(index));
      }
    }
    assertThat(strong.size()).isEqualTo(theirs.objectCount());
  }

  private void roots() {
    List<GcRoot> all = theirs.roots().all().stream().map(this::inOurs).toList();
    assertThat(all).isEqualTo(ours.roots().all());
  }

  private GcRoot inOurs(GcRoot root) {
    int thread = root.thread() < 0 ? -1 : toOurs[root.thread()];
    return new GcRoot(toOurs[root.index()], root.kind(), thread, root.method());
  }

  private void classes() {
    for (int number = 0; number < theirs.classCount(); number++) {
      HeapClass their = theirs.heapClass(number);
      HeapClass our = ourClass(their);
      assertThat(their.isPhantom()).as(their.name()).isFalse();
      assertThat(their.name()).isEqualTo(our.name());
      assertThat(their.dataBytes()).as(our.name()).isEqualTo(our.dataBytes());
      assertThat(their.elementType()).as(our.name()).isEqualTo(our.elementType());
      assertThat(their.referentStrength()).as(our.name()).isEqualTo(our.referentStrength());
      assertThat(their.staticFields()).as(our.name()).hasSameSizeAs(our.staticFields());
      assertThat(their.fieldCount()).as(our.name()).isEqualTo(our.fieldCount());
      for (int k = 0; k < our.fieldCount(); k++) {
        assertThat(their.field(k).name()).as(our.name()).isEqualTo(our.field(k).name());
        assertThat(their.field(k).slot()).as(our.name()).isEqualTo(our.field(k).slot());
        assertThat(their.field(k).offset()).as(our.name()).isEqualTo(our.field(k).offset());
      }
    }
  }

  private HeapClass ourClass(HeapClass their) {
    return ours.heapClass(ours.representedClass(toOurs[their.objectIndex()]));
  }

  private void objects() {
    for (int index = 0; index < toOurs.length; index++) {
      int our = toOurs[index];
      int theirClass = theirs.heapClass(theirs.classNumber(index)).objectIndex();
      int represented = theirs.representedClass(index);
      boolean same =
          toOurs[theirClass] == ours.classObject(our)
              && theirs.shallowBytes(index) == ours.shallowBytes(our)
              && represented >= 0 == ours.representedClass(our) >= 0;
      assertThat(same).as("class and size of %s", name(our)).isTrue();
    }
  }

  private void outgoing() {
    ReferenceCursor our = ours.outgoing();
    ReferenceCursor their = theirs.outgoing();
    for (int index = 0; index < toOurs.length; index++) {
      our.moveTo(toOurs[index]);
      their.moveTo(index);
      int target = nextStrong(our);
      while (target >= 0) {
        int other = their.next();
        if (other < 0 || toOurs[other] != target || their.slot() != our.slot()) {
          assertThat(other < 0 ? "nothing" : name(toOurs[other]) + " in " + their.slot())
              .as("reference of %s", name(toOurs[index]))
              .isEqualTo(name(target) + " in " + our.slot());
        }
        target = nextStrong(our);
      }
      assertThat(their.next()).as("end of references of %s", name(toOurs[index])).isEqualTo(-1);
    }
  }

  /** Skips what MAT has not. */
  private int nextStrong(ReferenceCursor our) {
    int target = our.next();
    while (target >= 0 && toTheirs[target] < 0) {
      target = our.next();
    }
    return target;
  }

  private void incoming() {
    ReferenceCursor our = ours.incoming();
    ReferenceCursor their = theirs.incoming();
    for (int index = 0; index < toOurs.length; index++) {
      our.moveTo(toOurs[index]);
      their.moveTo(index);
      int source = nextStrong(our);
      while (source >= 0) {
        int other = their.next();
        if (other < 0 || toOurs[other] != source) {
          assertThat(other < 0 ? "nothing" : name(toOurs[other]))
              .as("referrer of %s", name(toOurs[index]))
              .isEqualTo(name(source));
        }
        source = nextStrong(our);
      }
      assertThat(their.next()).as("end of referrers of %s", name(toOurs[index])).isEqualTo(-1);
    }
  }

  /**
   * Compares with the indexes that MAT itself wrote, both ways: strong references, each end once,
   * the class of every object among them.
   */
  private void ownIndexes() {
    MatObjects objects = theirs.objects();
    IntArrayList[] sources = new IntArrayList[toOurs.length];
    for (int index = 0; index < toOurs.length; index++) {
      int[] expected = strongTargets(toOurs[index]);
      int[] found = real(theirs.snapshot().outbound(objects.id(index)));
      if (!Arrays.equals(found, expected)) {
        assertThat(found).as("MAT's targets of %s", name(toOurs[index])).isEqualTo(expected);
      }
      for (int target : expected) {
        if (sources[target] == null) {
          sources[target] = new IntArrayList();
        }
        sources[target].add(index);
      }
    }
    for (int index = 0; index < toOurs.length; index++) {
      int[] expected = sources[index] == null ? new int[0] : sources[index].toIntArray();
      int[] found = real(theirs.snapshot().inbound(objects.id(index)));
      if (!Arrays.equals(found, expected)) {
        assertThat(found).as("MAT's sources of %s", name(toOurs[index])).isEqualTo(expected);
      }
    }
  }

  /** Returns the distinct strong targets of our object, as their indexes, and its class. */
  private int[] strongTargets(int our) {
    RoaringBitmap targets = new RoaringBitmap();
    targets.add(toTheirs[ours.classObject(our)]);
    boolean weak = ours.heapClass(ours.classNumber(our)).referentStrength() != Strength.STRONG;
    ReferenceCursor cursor = ours.outgoing();
    cursor.moveTo(our);
    for (int target = cursor.next(); target >= 0; target = cursor.next()) {
      if (!weak || cursor.slot() != 0) {
        targets.add(toTheirs[target]);
      }
    }
    return targets.toArray();
  }

  /** Turns MAT's ids into indexes, without objects that the dump has not. */
  private int[] real(int[] ids) {
    return Arrays.stream(ids)
        .map(theirs.objects()::indexOfId)
        .filter(index -> index >= 0)
        .sorted()
        .distinct()
        .toArray();
  }

  private void values() {
    ObjectReader our = ours.reader();
    ObjectReader their = theirs.reader();
    for (int index = 0; index < toOurs.length; index++) {
      HeapClass ourType = ours.heapClass(ours.classNumber(toOurs[index]));
      HeapClass theirType = theirs.heapClass(theirs.classNumber(index));
      boolean same;
      if (ours.representedClass(toOurs[index]) >= 0) {
        same = sameStatics(our, their, index);
      } else if (ourType.isArray()) {
        same = sameElements(our, their, index, ourType);
      } else {
        same = true;
        for (int k = 0; k < ourType.fieldCount() && same; k++) {
          same = sameValue(our, their, index, ourType.field(k), theirType.field(k));
        }
      }
      assertThat(same).as("values of %s", name(toOurs[index])).isTrue();
    }
  }

  private boolean sameStatics(ObjectReader our, ObjectReader their, int index) {
    List<HeapField> ourFields = ours.heapClass(ours.representedClass(toOurs[index])).staticFields();
    List<HeapField> theirFields = theirs.heapClass(theirs.representedClass(index)).staticFields();
    boolean same = true;
    for (int k = 0; k < ourFields.size(); k++) {
      same &= sameValue(our, their, index, ourFields.get(k), theirFields.get(k));
    }
    return same;
  }

  private boolean sameValue(
      ObjectReader our, ObjectReader their, int index, HeapField ourField, HeapField theirField) {
    int ourIndex = toOurs[index];
    if (!ourField.isReference()) {
      return our.bits(ourIndex, ourField) == their.bits(index, theirField);
    }
    return our.referenceId(ourIndex, ourField) == their.referenceId(index, theirField)
        && sameReference(our.reference(ourIndex, ourField), their.reference(index, theirField));
  }

  /** Compares references; what only weak references hold dangles for MAT. */
  private boolean sameReference(int our, int their) {
    if (our < 0) {
      return their == our;
    }
    return toTheirs[our] < 0 ? their == ObjectReader.DANGLING : their == toTheirs[our];
  }

  private boolean sameElements(ObjectReader our, ObjectReader their, int index, HeapClass type) {
    int length = our.arrayLength(toOurs[index]);
    if (length != their.arrayLength(index)) {
      return false;
    }
    if (type.elementType() != heapsh.hprof.FieldType.OBJECT) {
      boolean last =
          length == 0
              || our.elementBits(toOurs[index], length - 1) == their.elementBits(index, length - 1);
      return last
          && Arrays.equals(
              our.arrayBytes(toOurs[index], 0, 1 << 16), their.arrayBytes(index, 0, 1 << 16));
    }
    return length == 0
        || sameReference(our.element(toOurs[index], length - 1), their.element(index, length - 1));
  }

  /** Compares distances, dominators, retained sizes, and retained sets of random sets. */
  void derivedNumbers() {
    distances();
    dominators();
    retainedSets();
  }

  private void distances() {
    PathTree their = theirs.strongPaths();
    assertThat(their.size()).isEqualTo(strong.size());
    int[] ourDistances = distances(strong, ours.objectCount());
    int[] theirDistances = distances(their, theirs.objectCount());
    for (int index = 0; index < toOurs.length; index++) {
      if (ourDistances[toOurs[index]] != theirDistances[index]) {
        assertThat(theirDistances[index])
            .as("distance of %s", name(toOurs[index]))
            .isEqualTo(ourDistances[toOurs[index]]);
      }
    }
  }

  private static int[] distances(PathTree tree, int n) {
    int[] distances = new int[n];
    for (int k = 0; k < tree.size(); k++) {
      int parent = tree.parent(tree.at(k));
      distances[tree.at(k)] = parent == PathTree.START ? 0 : distances[parent] + 1;
    }
    return distances;
  }

  private void dominators() {
    DominatorTree our = ours.dominators();
    DominatorTree their = theirs.dominators();
    for (int index = 0; index < toOurs.length; index++) {
      int dominator = their.dominator(index);
      int expected = our.dominator(toOurs[index]);
      boolean same =
          (dominator < 0 ? dominator : toOurs[dominator]) == expected
              && their.retainedBytes(index) == our.retainedBytes(toOurs[index]);
      assertThat(same).as("dominator and retained size of %s", name(toOurs[index])).isTrue();
    }
  }

  private void retainedSets() {
    Random random = new Random(11);
    for (int round = 0; round < SETS; round++) {
      RoaringBitmap set = new RoaringBitmap();
      for (int k = 0; k < 1 << round / 2; k++) {
        set.add(random.nextInt(toOurs.length));
      }
      RoaringBitmap ourSet = new RoaringBitmap();
      set.forEach((int index) -> ourSet.add(toOurs[index]));
      RoaringBitmap retained = new RoaringBitmap();
      theirs.retained(set).forEach((int index) -> retained.add(toOurs[index]));
      assertThat(retained).as("retained set, round %d", round).isEqualTo(ours.retained(ourSet));
    }
  }
}
