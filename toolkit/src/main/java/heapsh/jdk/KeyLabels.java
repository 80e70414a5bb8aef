package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.IntColumn;
import heapsh.graph.ObjectReader;
import heapsh.jdk.Relation.Sort;
import heapsh.render.SafeText;

/**
 * Names map values by their keys: {@code ["sql"]}, {@code [42]}, {@code [Color.RED]}, {@code
 * [Key]}. Thread-safe; the reader belongs to the caller.
 *
 * <p>A long text is cut, with a hash of all of it, so that two keys never share a name by the cut
 * alone.
 */
final class KeyLabels {
  private static final int MAX_CHARS = 40;
  private static final int MAX_DEPTH = 1000;

  private enum Kind {
    STRING,
    INTEGRAL,
    CHARACTER,
    BOOLEAN,
    FLOAT,
    DOUBLE,
    ENUM,
    OTHER
  }

  private final HeapGraph graph;
  private final JavaStrings strings;
  private final Labels labels;
  private final TypeNames names;
  private final Kind[] kinds;
  private final int[] enumTypes;
  private final int[] others;
  private final int nullKey;

  /**
   * By key, the number of its relation plus one, or zero: reading a key costs a read of the dump.
   */
  private final IntColumn known;

  KeyLabels(HeapGraph graph, JavaStrings strings, Labels labels, TypeNames names) {
    this.graph = graph;
    this.strings = strings;
    this.labels = labels;
    this.names = names;
    kinds = new Kind[graph.classCount()];
    enumTypes = new int[graph.classCount()];
    others = new int[graph.classCount()];
    nullKey = keyed("null");
    known = graph.newColumn();
    for (int number = 0; number < kinds.length; number++) {
      kinds[number] = kindOf(graph.heapClass(number));
    }
  }

  private Kind kindOf(HeapClass type) {
    Kind kind =
        switch (type.name()) {
          case "java.lang.String" -> Kind.STRING;
          case "java.lang.Byte", "java.lang.Short", "java.lang.Integer", "java.lang.Long" ->
              Kind.INTEGRAL;
          case "java.lang.Character" -> Kind.CHARACTER;
          case "java.lang.Boolean" -> Kind.BOOLEAN;
          case "java.lang.Float" -> Kind.FLOAT;
          case "java.lang.Double" -> Kind.DOUBLE;
          default -> Kind.OTHER;
        };
    if (kind == Kind.OTHER) {
      return isEnum(type) ? Kind.ENUM : Kind.OTHER;
    }
    HeapField value = type.fieldNamed("value");
    return value != null && value.isReference() == (kind == Kind.STRING) ? kind : Kind.OTHER;
  }

  /**
   * Tells whether this is the class of an enum constant, and notes the enum: its own class may be a
   * constant's body.
   */
  private boolean isEnum(HeapClass type) {
    HeapClass at = type;
    for (int depth = 0; at.superNumber() >= 0 && depth < MAX_DEPTH; depth++) {
      HeapClass parent = graph.heapClass(at.superNumber());
      if (parent.name().equals("java.lang.Enum")) {
        enumTypes[type.number()] = at.number();
        HeapField name = parent.fieldNamed("name");
        return name != null && name.isReference();
      }
      at = parent;
    }
    return false;
  }

  /**
   * Returns the relation of the value whose key this is. Reads the dump when a key is met for the
   * first time, except for keys named by class.
   */
  int of(ObjectReader reader, int key) {
    if (key < 0) {
      return nullKey;
    }
    int kept = known.get(key) - 1;
    // Another thread may have kept it: only what the labels have shown to this one can be used.
    if (kept >= 0 && kept < labels.count()) {
      return kept;
    }
    int relation = read(reader, key);
    known.set(key, relation + 1);
    return relation;
  }

  private int read(ObjectReader reader, int key) {
    int number = graph.classNumber(key);
    HeapClass type = graph.heapClass(number);
    return switch (kinds[number]) {
      case STRING -> ofString(reader, key);
      case INTEGRAL -> keyed(Long.toString(value(reader, key, type)));
      case CHARACTER ->
          keyed("'" + SafeText.of(String.valueOf((char) value(reader, key, type)), 1) + "'");
      case BOOLEAN -> keyed(value(reader, key, type) == 0 ? "false" : "true");
      case FLOAT -> keyed(Float.toString(Float.intBitsToFloat((int) value(reader, key, type))));
      case DOUBLE -> keyed(Double.toString(Double.longBitsToDouble(value(reader, key, type))));
      case ENUM -> ofEnum(reader, key, type);
      case OTHER -> ofOther(number);
    };
  }

  private static long value(ObjectReader reader, int key, HeapClass type) {
    return reader.bits(key, type.fieldNamed("value"));
  }

  private int ofString(ObjectReader reader, int key) {
    String text = strings.text(reader, key, MAX_CHARS + 1);
    if (text == null) {
      return ofOther(graph.classNumber(key));
    }
    String shown = SafeText.quote(text, MAX_CHARS);
    if (text.length() > MAX_CHARS) {
      long hash = strings.hash(reader, key) & 0xFFFF_FFFF_FFFFL;
      shown = String.format("%s#%012x", shown, hash);
    }
    return keyed(shown);
  }

  private int ofEnum(ObjectReader reader, int key, HeapClass type) {
    HeapField name = enumName(type);
    int string = name == null ? ObjectReader.NULL : reader.reference(key, name);
    String text = strings.text(reader, string, MAX_CHARS);
    String constant = text == null ? "?" : SafeText.of(text, MAX_CHARS);
    return keyed(names.of(enumTypes[type.number()]) + '.' + constant);
  }

  /** An enum may have a field {@code name} of its own. */
  private HeapField enumName(HeapClass type) {
    for (int k = type.fieldCount() - 1; k >= 0; k--) {
      HeapField field = type.field(k);
      if (field.name().equals("name")
          && graph.heapClass(field.declaringClass()).name().equals("java.lang.Enum")) {
        return field;
      }
    }
    return null;
  }

  private int ofOther(int classNumber) {
    int number = others[classNumber];
    if (number == 0) {
      number = keyed(names.of(classNumber)) + 1;
      others[classNumber] = number;
    }
    return number - 1;
  }

  private int keyed(String key) {
    String text = '[' + key + ']';
    return labels.intern(Sort.KEYED, text, text);
  }
}
