package heapsh;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/**
 * Holds the objects and bytes of one heap by the shape of their shortest path and by class, in
 * words that hold when the heap is closed. Everything reachable counts; what no strong path reaches
 * has the shape {@link ShapeCells#NO_PATH}.
 *
 * <p>Map keys are not folded yet, since whether a key is rare depends on the other heaps too; but
 * among more than a hundred keys of one object each these are, and only hashes of them are kept: a
 * cache of a million URLs is one shape.
 *
 * @param trie the shapes
 * @param entered for each shape how many objects stand at its end, those on the way included
 * @param foldedKeys for each shape the hashes of the keys that were folded into its last step
 * @param cells the sums by shape and number of the class's name
 */
record DumpShapes(
    StepTrie trie,
    IntArrayList entered,
    Int2ObjectOpenHashMap<LongOpenHashSet> foldedKeys,
    ShapeCells cells) {}
