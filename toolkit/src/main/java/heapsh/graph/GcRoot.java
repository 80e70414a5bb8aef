package heapsh.graph;

/**
 * Describes one GC root.
 *
 * @param index the object that is held
 * @param kind why it is held
 * @param thread index of the Thread object whose stack holds it, or -1 when there is none or it is
 *     unknown
 * @param method the frame's method as {@code Crawler.run()} with the class's simple name, or null
 *     when unknown
 */
public record GcRoot(int index, RootKind kind, int thread, String method) {}
