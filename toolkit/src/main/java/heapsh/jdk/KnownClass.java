package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.jdk.Descriptor.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Binds the rows of {@link Descriptors} to one class of a heap: which of its fields play which
 * role. Immutable.
 *
 * <p>Fields are found again in the layout of every subclass, where they stand elsewhere.
 */
final class KnownClass {
  /** What {@link #sentinel} gives when there is none: no reference equals it. */
  static final int NO_SENTINEL = -3;

  private static final HeapField[] NO_FIELDS = {};

  final Form form;
  final Shape shape;

  /** By reference slot, the ordinal of its role. */
  final byte[] roles;

  /**
   * The role of the arrays that belong to instances; FIELD when there are none, DELEGATE when the
   * delegate tells.
   */
  final Role arrayRole;

  /** The object that stands for null or nothing in this container, or {@link #NO_SENTINEL}. */
  final int sentinel;

  /** Whether an instance is a mere view when its {@link Role#GUARD} is null. */
  final boolean guarded;

  private final HeapField[][] fields = new HeapField[Role.count()][];

  /**
   * Binds a class.
   *
   * @param type the class whose instances are meant
   * @param chain its rows and those of its superclasses, nearest first, each with the class that it
   *     is for
   */
  KnownClass(HeapClass type, List<Row> chain, int sentinel) {
    Descriptor nearest = chain.get(0).descriptor();
    this.form = nearest.form();
    this.shape = nearest.shape();
    this.sentinel = sentinel;
    this.roles = new byte[type.referenceSlotCount()];
    Arrays.fill(fields, NO_FIELDS);
    for (Row row : chain) {
      for (Part part : row.descriptor().parts()) {
        HeapField declared = row.type().fieldNamed(part.field());
        if (declared != null) {
          assign(type, declared, part.role());
        }
      }
    }
    guarded = fields(Role.GUARD).length > 0;
    arrayRole = arrayRoleOf();
  }

  /** A row with the class of the heap that it was found for. */
  record Row(HeapClass type, Descriptor descriptor) {}

  private void assign(HeapClass type, HeapField declared, Role role) {
    for (int k = 0; k < type.fieldCount(); k++) {
      HeapField field = type.field(k);
      if (field.declaringClass() == declared.declaringClass()
          && field.name().equals(declared.name())) {
        List<HeapField> all = new ArrayList<>(List.of(fields[role.ordinal()]));
        all.add(field);
        fields[role.ordinal()] = all.toArray(NO_FIELDS);
        if (field.isReference()) {
          roles[field.slot()] = (byte) role.ordinal();
        }
        return;
      }
    }
  }

  private Role arrayRoleOf() {
    if (fields(Role.DELEGATE).length > 0) {
      return Role.DELEGATE;
    }
    for (Role role : List.of(Role.TABLE, Role.ARRAY, Role.PAIRS, Role.ENUM_VALUES, Role.TEXT)) {
      if (fields(role).length > 0) {
        return role;
      }
    }
    return Role.FIELD;
  }

  /** Returns the role of a reference slot. */
  Role role(int slot) {
    return Role.of(roles[slot]);
  }

  /** Returns the fields of this role, in the order of the row; do not change. */
  HeapField[] fields(Role role) {
    return fields[role.ordinal()];
  }

  /** Returns the first field of this role, or null. */
  HeapField field(Role role) {
    HeapField[] all = fields[role.ordinal()];
    return all.length == 0 ? null : all[0];
  }

  /** Tells whether instances are nodes of a container. */
  boolean isNode() {
    return shape == Shape.NODE || shape == Shape.EMPTY_NODE;
  }

  /** Tells whether instances are containers to their user. */
  boolean isContainer() {
    return form != Form.NONE;
  }

  /**
   * Returns when {@link Owners} walks instances: outer containers before those that may be inside
   * them.
   */
  int rank() {
    if (isNode()) {
      return -1;
    }
    return shape == Shape.DELEGATE ? 0 : shape == Shape.WRAPPER ? 2 : 1;
  }
}
