package heapsh.graph;

/**
 * Holds what a scan of a dump gives.
 *
 * @param catalog what stands beside the columns
 * @param ids finds objects by id
 * @param columns what is kept of every object
 */
record HeapParts(KeptCatalog catalog, IdIndex ids, ObjectColumns columns) {
  void keep(SectionList out) {
    catalog.keep(out);
    ids.keep(out);
    columns.keep(out, catalog.objects());
  }

  /**
   * Takes the columns out of an index, and checks them: O(objects + references), many times faster
   * than a scan.
   */
  static HeapParts kept(KeptCatalog catalog, IndexFile in, Progress progress) {
    in.verify("ids.", progress);
    in.verify("objects.", progress);
    IdIndex ids = IdIndex.kept(in, catalog.objects(), catalog.duplicates());
    ObjectColumns columns = ObjectColumns.kept(in, catalog.objects());
    columns.check(catalog.objects(), catalog.classes().length, catalog.info().fileBytes());
    return new HeapParts(catalog, ids, columns);
  }
}
