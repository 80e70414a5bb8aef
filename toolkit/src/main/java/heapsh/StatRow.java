package heapsh;

/**
 * Holds how many objects a row has, and their bytes; of a difference, how many more.
 *
 * @param name the kind of the row, such as a class; untrusted
 * @param count the objects
 * @param bytes their shallow bytes
 */
public record StatRow(String name, long count, long bytes) {}
