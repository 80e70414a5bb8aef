/**
 * The second engine: {@link heapsh.graph.HeapGraph} over Eclipse MAT's parser, for comparison and
 * trust.
 *
 * <p>MAT publishes no artifacts; what stands in is {@code com.squareup.haha:haha:1.3}, its parser
 * without OSGi. What comes from MAT: which objects are reachable, their ids and classes, field and
 * element values, immediate dominators, retained sets. What comes from heapsh: shallow sizes (MAT's
 * takes every reference for 8 bytes), sums of them, and the order of slots. {@link
 * heapsh.mat.DumpHandler} says where MAT's reading of a dump is set right while it reads.
 *
 * <p>Limits: MAT follows no referent of weak, soft, phantom and final references and forgets what
 * only they reach, and what nothing reaches, so its graph is the strong one. Everything that the
 * parser keeps, and 30 bytes for each object beside it, is in the JVM's heap.
 */
package heapsh.mat;
