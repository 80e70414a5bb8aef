/**
 * Whole-process comparisons: each class with a {@code main} is one process that {@code
 * benchmarks/run} starts and times.
 *
 * <ul>
 *   <li>{@link heapsh.benchmarks.Generate} makes the dumps;
 *   <li>{@link heapsh.benchmarks.OpenWithHaha} is the peer: MAT's parser opens a dump;
 *   <li>{@link heapsh.benchmarks.FirstTable}, {@link heapsh.benchmarks.Everything} and {@link
 *       heapsh.benchmarks.Queries} are heapsh on the same dump.
 * </ul>
 *
 * <p>A process reports what it measured of itself in lines {@code @ name value}; see {@link
 * heapsh.benchmarks.Figures}.
 */
package heapsh.benchmarks;
