package heapsh.live;

import java.util.List;

/**
 * Holds how much of a class was allocated at one place, by estimate from samples. All texts come
 * from the target: they are untrusted.
 *
 * @param className what was allocated, as a Java programmer writes it
 * @param bytes how many bytes the samples stand for
 * @param samples how many there were
 * @param stack the place, the innermost frame first; empty when not recorded
 */
public record AllocationSite(String className, long bytes, int samples, List<String> stack) {}
