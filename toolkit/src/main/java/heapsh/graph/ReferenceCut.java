package heapsh.graph;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says which references a search takes as cut: those in given fields, and all to given objects.
 * Immutable.
 *
 * <pre>
 *   ReferenceCut.NONE.inField(graph, type, field).to(objects)
 * </pre>
 */
public final class ReferenceCut {
  /** Cuts nothing. */
  public static final ReferenceCut NONE =
      new ReferenceCut(
          new Int2ObjectOpenHashMap<>(), new Int2ObjectOpenHashMap<>(), new RoaringBitmap());

  private final Int2ObjectOpenHashMap<BitSet> slotsByClass;
  private final Int2ObjectOpenHashMap<BitSet> slotsByObject;
  private final RoaringBitmap targets;

  private ReferenceCut(
      Int2ObjectOpenHashMap<BitSet> slotsByClass,
      Int2ObjectOpenHashMap<BitSet> slotsByObject,
      RoaringBitmap targets) {
    this.slotsByClass = slotsByClass;
    this.slotsByObject = slotsByObject;
    this.targets = targets;
  }

  /**
   * Adds a field of references: a static one of the class, or one of its instances and those of its
   * subclasses. O(classes).
   *
   * @throws IllegalArgumentException when the field holds no references
   */
  public ReferenceCut inField(HeapGraph graph, HeapClass type, HeapField field) {
    if (!field.isReference()) {
      throw new IllegalArgumentException("no field of references: " + field.name());
    }
    Int2ObjectOpenHashMap<BitSet> classes = copy(slotsByClass);
    Int2ObjectOpenHashMap<BitSet> objects = copy(slotsByObject);
    if (field.isStatic()) {
      if (type.objectIndex() >= 0) {
        objects.computeIfAbsent(type.objectIndex(), key -> new BitSet()).set(field.slot());
      }
    } else {
      for (int number = 0; number < graph.classCount(); number++) {
        if (isSubclass(graph, number, type.number())) {
          classes.computeIfAbsent(number, key -> new BitSet()).set(field.slot());
        }
      }
    }
    return new ReferenceCut(classes, objects, targets);
  }

  private static Int2ObjectOpenHashMap<BitSet> copy(Int2ObjectOpenHashMap<BitSet> slots) {
    Int2ObjectOpenHashMap<BitSet> copy = new Int2ObjectOpenHashMap<>();
    slots.forEach((key, bits) -> copy.put(key.intValue(), (BitSet) bits.clone()));
    return copy;
  }

  private static boolean isSubclass(HeapGraph graph, int number, int of) {
    // A damaged dump may name superclasses in a circle, so no more steps than there are classes.
    int at = number;
    for (int steps = 0; at >= 0 && steps <= graph.classCount(); steps++) {
      if (at == of) {
        return true;
      }
      at = graph.heapClass(at).superNumber();
    }
    return false;
  }

  /**
   * Adds every reference to these objects, that of an instance to its class among them; what is a
   * GC root stays one.
   */
  public ReferenceCut to(RoaringBitmap objects) {
    return new ReferenceCut(slotsByClass, slotsByObject, RoaringBitmap.or(targets, objects));
  }

  /** Returns the objects all references to which are cut; must not be changed. */
  public RoaringBitmap targets() {
    return targets;
  }

  /** Returns the slots that are cut in an object of a class, null for none. O(1). */
  public BitSet slots(int classNumber, int index) {
    BitSet slots = slotsByClass.isEmpty() ? null : slotsByClass.get(classNumber);
    return slots != null || slotsByObject.isEmpty() ? slots : slotsByObject.get(index);
  }
}
