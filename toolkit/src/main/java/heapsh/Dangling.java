package heapsh;

/**
 * Stands for a reference to an object that the dump does not hold.
 *
 * @param id the address in the reference, 0 when unknown
 */
record Dangling(long id) {
  @Override
  public String toString() {
    return id == 0 ? "<not in the dump>" : "<0x" + Long.toHexString(id) + ", not in the dump>";
  }
}
