package heapsh.benchmarks.crawler;

/**
 * Leads from one page to another; both ends are kept, so links make cycles.
 *
 * @param source the page that the link stands in
 * @param target the page that it leads to
 * @param text the anchor's text, shared between links
 * @param position where in the source's text it stands; boxed, to have boxed numbers in number
 */
record Link(Page source, Page target, String text, Integer position) {}
