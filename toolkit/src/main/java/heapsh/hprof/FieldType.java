package heapsh.hprof;

/** Names the value types of HPROF, with their codes and widths. */
public enum FieldType {
  OBJECT(2, 0, "object"),
  BOOLEAN(4, 1, "boolean"),
  CHAR(5, 2, "char"),
  FLOAT(6, 4, "float"),
  DOUBLE(7, 8, "double"),
  BYTE(8, 1, "byte"),
  SHORT(9, 2, "short"),
  INT(10, 4, "int"),
  LONG(11, 8, "long");

  private static final FieldType[] BY_CODE = new FieldType[12];

  static {
    for (FieldType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final int primitiveBytes;
  private final String javaName;

  FieldType(int code, int primitiveBytes, String javaName) {
    this.code = code;
    this.primitiveBytes = primitiveBytes;
    this.javaName = javaName;
  }

  /** Returns the type with this code, or null when HPROF has none. */
  public static FieldType ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  /** Returns the code that stands in the file. */
  public int code() {
    return code;
  }

  /** Returns the width of one value in the file, in bytes: {@code idBytes} for a reference. */
  public int bytes(int idBytes) {
    return this == OBJECT ? idBytes : primitiveBytes;
  }

  /** Returns the Java keyword, {@code "object"} for a reference. */
  public String javaName() {
    return javaName;
  }
}
