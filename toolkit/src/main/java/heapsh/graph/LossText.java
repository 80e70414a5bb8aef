package heapsh.graph;

import heapsh.hprof.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells in sentences what a salvage lost. */
final class LossText {
  private LossText() {}

  /** Returns the warnings, none when nothing is lost. */
  static List<String> warnings(Losses losses, boolean rootless) {
    List<String> lines = new ArrayList<>();
    if (!losses.any()) {
      return lines;
    }
    lines.add("salvaged: every result rests on a part of the heap; " + amount(losses));
    for (Losses.Loss loss : losses.first()) {
      lines.add(
          "lost " + loss.bytes() + " bytes from byte " + loss.offset() + ": " + loss.reason());
    }
    if (losses.count() > losses.first().size()) {
      lines.add("and " + (losses.count() - losses.first().size()) + " more stretches lost");
    }
    if (losses.contradicting() > 0) {
      lines.add(
          losses.contradicting()
              + " records do not fit their classes; they count as objects without references");
    }
    if (rootless) {
      lines.add(
          "the part that was read names no GC root: heap() holds only what boot classes reach, all()"
              + " every object read");
    }
    return lines;
  }

  private static String amount(Losses losses) {
    double percent = 100.0 * losses.readBytes() / Math.max(1, losses.fileBytes());
    return String.format(
        Locale.ROOT,
        "%d of %d bytes of the file were read (%.1f %%)%s",
        losses.readBytes(),
        losses.fileBytes(),
        percent,
        losses.missingBytes() > 0
            ? ", at least " + losses.missingBytes() + " more are missing after its end"
            : "");
  }
}
