/**
 * Whole-process comparisons: each class with a {@code main} is one process that {@code
 * benchmarks/run} starts and times.
 *
 * <ul>
 *   <li>{@link heapsh.benchmarks.Generate} makes the dumps;
 *   <li>{@link heapsh.benchmarks.FirstTable}, {@link heapsh.benchmarks.FirstPath}, {@link
 *       heapsh.benchmarks.Everything} and {@link heapsh.benchmarks.Queries} are heapsh;
 *   <li>{@link heapsh.benchmarks.OpenWithHaha}, {@link heapsh.benchmarks.HistogramWithShark},
 *       {@link heapsh.benchmarks.SummaryWithNetBeans} and {@link
 *       heapsh.benchmarks.PathWithNetBeans} are the peers on the same dump;
 *   <li>{@link heapsh.benchmarks.Phases} times the phases of the engine, {@link
 *       heapsh.benchmarks.BareWalk} what they are measured by.
 * </ul>
 *
 * <p>A process reports what it measured of itself in lines {@code @ name value}; see {@link
 * heapsh.benchmarks.Figures}.
 */
package heapsh.benchmarks;
