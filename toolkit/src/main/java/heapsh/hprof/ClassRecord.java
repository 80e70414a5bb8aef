package heapsh.hprof;

/**
 * Holds one CLASS_DUMP as it stands in the file. Arrays must not be changed.
 *
 * @param position offset of the record's tag byte
 * @param id the class object
 * @param references super, loader, signers, protection domain: ids, 0 for none
 * @param staticNames name ids of the static fields
 * @param staticTypes their types
 * @param staticOffsets byte offset of each static value from {@code position}
 * @param fieldNames name ids of the instance fields that the class declares
 * @param fieldTypes their types
 */
public record ClassRecord(
    long position,
    long id,
    long[] references,
    long[] staticNames,
    FieldType[] staticTypes,
    int[] staticOffsets,
    long[] fieldNames,
    FieldType[] fieldTypes) {}
