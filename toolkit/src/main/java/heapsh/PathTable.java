package heapsh;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Holds the rows of a {@link RootPaths}, largest first. Thread-safe. */
interface PathTable {
  /** Returns the number of rows. */
  int rows();

  /** Returns what a row is, in the singular: {@code shape}, {@code path}. */
  String noun();

  /** Returns the number of objects at the end of a row's paths. O(1). */
  int count(int row);

  /** Returns their bytes. O(1). */
  long bytes(int row);

  /** Returns the number of steps. */
  int length(int row);

  /** Returns the texts of the steps, those that stand together as one. O(steps). */
  List<String> steps(int row);

  /** Returns the objects at the end of a row's paths. */
  RoaringBitmap objects(int row);

  /** Returns the objects after step {@code k} of a row's paths. */
  RoaringBitmap node(int row, int k);

  /** Returns one concrete path of a row. */
  ConcretePath example(int row);

  /** Returns the objects that stand at this level of any row, but not at the end of one. */
  RoaringBitmap level(int k);
}
