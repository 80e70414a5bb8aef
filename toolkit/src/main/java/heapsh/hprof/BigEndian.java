package heapsh.hprof;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads big-endian values from byte arrays, as HPROF stores them. */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /** Reads a u2. */
  public static int u2(byte[] from, int at) {
    return (short) SHORT.get(from, at) & 0xFFFF;
  }

  /** Reads an i4. */
  public static int i4(byte[] from, int at) {
    return (int) INT.get(from, at);
  }

  /** Reads an i8. */
  public static long i8(byte[] from, int at) {
    return (long) LONG.get(from, at);
  }

  /** Reads an id of 4 (zero-extended) or 8 bytes. */
  public static long id(byte[] from, int at, int idBytes) {
    return idBytes == 8 ? i8(from, at) : i4(from, at) & 0xFFFFFFFFL;
  }

  /** Reads a primitive as raw bits: sign-extended, char and boolean zero-extended. */
  public static long bits(byte[] from, int at, FieldType type) {
    return switch (type) {
      case BOOLEAN -> from[at] & 0xFF;
      case BYTE -> from[at];
      case CHAR -> u2(from, at);
      case SHORT -> (short) u2(from, at);
      case INT, FLOAT -> i4(from, at);
      case LONG, DOUBLE -> i8(from, at);
      case OBJECT -> throw new IllegalArgumentException("a reference is no primitive");
    };
  }
}
