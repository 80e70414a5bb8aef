package heapsh.mat;

import heapsh.graph.NativeOptions.LayoutChoice;
import heapsh.graph.Progress;
import java.nio.file.Path;

/**
 * Says how the MAT engine opens a dump.
 *
 * @param scratchDirectory where MAT's indexes and our columns go; they take about as much room as
 *     the dump; removed on close, and at exit
 * @param layout chooses the object layout once every object was seen
 * @param progress hears how far long phases are
 */
public record MatOptions(Path scratchDirectory, LayoutChoice layout, Progress progress) {}
