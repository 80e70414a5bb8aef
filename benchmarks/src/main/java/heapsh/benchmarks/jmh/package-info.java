/**
 * JMH benchmarks of single operations of the native engine after warm-up, on one dump, one class
 * per question. {@code benchmarks/jmh} runs them.
 *
 * <p>{@link heapsh.benchmarks.jmh.OpenGraph} opens the dump for those that ask an open graph. Where
 * there is an obvious plain way to do the same, it stands beside as a second method.
 */
package heapsh.benchmarks.jmh;
