package heapsh.graph;

/**
 * Holds what the engine keeps of every object, by index.
 *
 * @param classes class numbers
 * @param positions offsets of the records' tag bytes
 * @param sizes shallow sizes
 * @param rows outgoing references
 */
record ObjectColumns(IntColumn classes, OffsetColumn positions, SizeColumn sizes, Rows rows) {}
