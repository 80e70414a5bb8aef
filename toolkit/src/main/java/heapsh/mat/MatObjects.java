package heapsh.mat;

import java.util.Arrays;

/**
 * Maps between indexes of the seam, MAT's ids and addresses. MAT's ids rise with the addresses, as
 * our indexes do; but MAT has objects that the dump has not (a system class loader at address 0,
 * classes of arrays that have none), which the seam must not show. Immutable.
 */
final class MatObjects {
  private final long[] addresses;
  private final int[] ids;
  private final int[] indexes;

  private MatObjects(long[] addresses, int[] ids, int[] indexes) {
    this.addresses = addresses;
    this.ids = ids;
    this.indexes = indexes;
  }

  static MatObjects of(MatSnapshot snapshot, DumpHandler handler) {
    int n = snapshot.size();
    long[] addresses = new long[n];
    int[] ids = new int[n];
    int[] indexes = new int[n];
    int count = 0;
    for (int id = 0; id < n; id++) {
      long address = snapshot.address(id);
      boolean real = address != 0 && !handler.isInvented(address);
      indexes[id] = real ? count : -1;
      if (real) {
        addresses[count] = address;
        ids[count++] = id;
      }
    }
    return new MatObjects(Arrays.copyOf(addresses, count), Arrays.copyOf(ids, count), indexes);
  }

  int count() {
    return addresses.length;
  }

  long address(int index) {
    return addresses[index];
  }

  /** Returns MAT's id of an object. */
  int id(int index) {
    return ids[index];
  }

  /** Returns the index of the object with this MAT id, or -1 for one that the dump has not. */
  int indexOfId(int id) {
    return indexes[id];
  }

  /** Returns the index of the object at an address, or -1 when there is none. O(log n). */
  int indexOf(long address) {
    return Math.max(-1, Arrays.binarySearch(addresses, address));
  }
}
