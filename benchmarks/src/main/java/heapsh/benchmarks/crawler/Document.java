package heapsh.benchmarks.crawler;

/**
 * A parsed page, held by soft references only.
 *
 * @param page the page that was parsed
 * @param tokens offsets of the words in it
 */
record Document(Page page, int[] tokens) {}
