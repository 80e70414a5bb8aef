package heapsh.graph;

import java.util.List;

/**
 * Describes one frame of a thread's stack. All texts are untrusted.
 *
 * @param method as {@code Crawler.run()}; empty for what the stack holds in no known frame
 * @param source where it stands, as {@code Crawler.java:52} or {@code native}; empty when unknown
 * @param locals the indexes of the objects that the frame holds, each as often as it does
 */
public record StackFrame(String method, String source, List<Integer> locals) {}
