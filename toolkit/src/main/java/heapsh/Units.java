package heapsh;

/** Names how a table prints sizes. */
public enum Units {
  /** As bytes: {@code 116935280}. */
  BYTES {
    @Override
    String format(long bytes) {
      return Long.toString(bytes);
    }
  },
  /** In binary units with one decimal: {@code 111.5 MiB}. */
  HUMAN {
    @Override
    String format(long bytes) {
      return human(bytes);
    }
  };

  private static final String[] NAMES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  /** Formats a number of bytes. */
  abstract String format(long bytes);

  /** Returns {@code 111.5 MiB}; below 1024, {@code 155 B}. */
  static String human(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes + " B";
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(value) >= 1023.95 && unit < NAMES.length - 1) {
      value /= 1024;
      unit++;
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + Math.abs(tenths % 10) + " " + NAMES[unit];
  }
}
