package heapsh.live;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the bytes in use from what {@code GC.heap_info} prints, which every collector words its own
 * way.
 *
 * <pre>
 *    garbage-first heap   total 262144K, used 1024K [0x...)
 *    PSYoungGen      total 76288K, used 5242K [0x...)
 *    ZHeap           used 8M, capacity 256M, max capacity 4096M
 *    256M max, 256M soft max, 256M committed, 8192K used        (Shenandoah)
 *    Metaspace       used 118K, committed 256K, reserved 1056768K
 * </pre>
 */
final class UsedHeap {
  private static final Pattern USED = Pattern.compile("\\bused (\\d+)([BKMG])|(\\d+)([BKMG]) used");

  private UsedHeap() {}

  /** Returns the sum over all generations; empty when the text has none. */
  static OptionalLong parse(String heapInfo) {
    long sum = 0;
    boolean found = false;
    for (String line : heapInfo.split("\\R")) {
      Matcher used = USED.matcher(line);
      if (!isOutsideHeap(line) && used.find()) {
        boolean before = used.group(1) != null;
        sum += Long.parseLong(used.group(before ? 1 : 3)) << shift(used.group(before ? 2 : 4));
        found = true;
      }
    }
    return found ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  private static boolean isOutsideHeap(String line) {
    return line.contains("Metaspace") || line.contains("class space");
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "K" -> 10;
      case "M" -> 20;
      case "G" -> 30;
      default -> 0;
    };
  }
}
