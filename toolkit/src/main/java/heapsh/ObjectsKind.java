package heapsh;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Is the kind of some objects: those at addresses, or those of a set. */
final class ObjectsKind extends Kind {
  private final long[] ids;
  private final ObjectSet set;

  private ObjectsKind(long[] ids, ObjectSet set) {
    this.ids = ids;
    this.set = set;
  }

  static Kind ofIds(long... ids) {
    if (ids.length == 0) {
      throw new HeapException("ofId(...) needs an address, as byId() shows them");
    }
    return new ObjectsKind(ids.clone(), null);
  }

  static Kind ofSet(ObjectSet set) {
    return new ObjectsKind(null, set);
  }

  @Override
  Matcher matcher(Heap of) {
    if (set != null && of.base() != set.heap().base()) {
      throw new HeapException(
          "this kind is of objects of another heap, "
              + set.heap().fileName()
              + ", not of "
              + of.fileName());
    }
    RoaringBitmap objects = set != null ? set.bitmap() : of.iso(ids).bitmap();
    return objects::contains;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectsKind that
        && Arrays.equals(ids, that.ids)
        && (set == null ? that.set == null : set.equals(that.set));
  }

  @Override
  public int hashCode() {
    return set == null ? Arrays.hashCode(ids) : set.hashCode();
  }

  @Override
  public String toString() {
    if (set != null) {
      return "<" + Safely.text(() -> PartitionText.objects(set.count())) + ">";
    }
    String more = ids.length == 1 ? "" : " and " + (ids.length - 1) + " more";
    return "<id " + ClassLabels.hex(ids[0]) + more + ">";
  }
}
