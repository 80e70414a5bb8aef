package heapsh.jdk;

import java.util.Arrays;

/**
 * Places fields as HotSpot does, class by class from the top of the hierarchy down. Reused for one
 * class after another; not thread-safe.
 *
 * <p>New rule (JDK 15+, FieldLayoutBuilder): primitives by falling width, then references, each
 * into the smallest gap that takes it, gaps of superclasses included, or else at the end. Old rule
 * (ClassFileParser::layout_fields): behind the superclass, rounded up to the width of a reference;
 * only the gap before 8-byte fields is filled. Fields of a padded group stand as declared, which
 * for those in the tables of {@link VmFields} is by falling width; a padded class that has a group
 * is padded behind both.
 */
final class FieldPacking {
  private static final int CONTENDED_PADDING = 128;

  private final LayoutRules rules;
  private int[] gapStarts = new int[8];
  private int[] gapEnds = new int[8];
  private int gaps;
  private int end;
  private int lastFieldEnd;
  private boolean afterPadding;

  FieldPacking(LayoutRules rules) {
    this.rules = rules;
  }

  /** Starts an object: behind its header, or at 0 for the statics of a class object. */
  void start(int headerBytes) {
    gaps = 0;
    end = headerBytes;
    lastFieldEnd = headerBytes;
    afterPadding = false;
  }

  /** Returns where the fields end, with the padding behind them. */
  int end() {
    return end;
  }

  /** Adds the fields of one class. */
  void add(ClassFields fields) {
    if (rules.newFields()) {
      addNew(fields);
    } else {
      addOld(fields);
    }
  }

  private void addNew(ClassFields fields) {
    if (afterPadding) {
      // Every class below a padded one is padded off anew.
      end = lastFieldEnd + CONTENDED_PADDING;
      gaps = 0;
    }
    boolean appendOnly = afterPadding || fields.contended;
    if (fields.contended) {
      end += CONTENDED_PADDING;
    }
    addPrimitives(fields.plain, appendOnly);
    add(rules.referenceBytes(), fields.plain.references, appendOnly);
    if (!fields.group.isEmpty()) {
      end += CONTENDED_PADDING;
      addPrimitives(fields.group, true);
      add(rules.referenceBytes(), fields.group.references, true);
    }
    if (fields.hasPadding()) {
      end = lastFieldEnd + CONTENDED_PADDING;
      afterPadding = true;
    }
  }

  /** Adds the statics of a class object: references first, then primitives; gaps stay. */
  void addStatics(FieldCounts fields) {
    add(rules.referenceBytes(), fields.references, true);
    addPrimitives(fields, true);
  }

  private void addPrimitives(FieldCounts fields, boolean appendOnly) {
    for (int i = 0; i < FieldCounts.WIDTHS.length; i++) {
      add(FieldCounts.WIDTHS[i], fields.primitives[i], appendOnly);
    }
  }

  private void add(int width, int times, boolean appendOnly) {
    for (int i = 0; i < times; i++) {
      int gap = appendOnly ? -1 : bestGap(width);
      if (gap >= 0) {
        fill(gap, width);
      } else {
        int start = align(end, width);
        addGap(end, start);
        end = start + width;
        lastFieldEnd = end;
      }
    }
  }

  /** Finds the smallest gap, of equal ones the last. */
  private int bestGap(int width) {
    int best = -1;
    for (int k = 0; k < gaps; k++) {
      if (align(gapStarts[k], width) + width <= gapEnds[k]) {
        int longer = best < 0 ? -1 : gapBytes(k) - gapBytes(best);
        if (longer < 0 || longer == 0 && gapStarts[k] > gapStarts[best]) {
          best = k;
        }
      }
    }
    return best;
  }

  private int gapBytes(int k) {
    return gapEnds[k] - gapStarts[k];
  }

  private void fill(int gap, int width) {
    int from = gapStarts[gap];
    int to = gapEnds[gap];
    gaps--;
    gapStarts[gap] = gapStarts[gaps];
    gapEnds[gap] = gapEnds[gaps];
    int start = align(from, width);
    addGap(from, start);
    addGap(start + width, to);
  }

  private void addGap(int from, int to) {
    if (from < to) {
      if (gaps == gapStarts.length) {
        gapStarts = Arrays.copyOf(gapStarts, 2 * gaps);
        gapEnds = Arrays.copyOf(gapEnds, 2 * gaps);
      }
      gapStarts[gaps] = from;
      gapEnds[gaps++] = to;
    }
  }

  private void addOld(ClassFields fields) {
    int reference = rules.referenceBytes();
    if (fields.contended) {
      end += CONTENDED_PADDING;
    }
    int[] left = fields.plain.primitives.clone();
    int references = fields.plain.references;
    if (fields.referencesFirst) {
      end = addRun(reference, references);
      references = 0;
    }
    if (left[0] > 0) {
      int from = end;
      end = align(end, 8);
      if (!fields.referencesFirst) {
        references -= fillBeforeLongs(from, left, references);
      }
    }
    for (int i = 0; i < left.length; i++) {
      end = addRun(FieldCounts.WIDTHS[i], left[i]);
    }
    end = addRun(reference, references);
    if (!fields.group.isEmpty()) {
      end += CONTENDED_PADDING;
      for (int i = 0; i < FieldCounts.WIDTHS.length; i++) {
        end = addRun(FieldCounts.WIDTHS[i], fields.group.primitives[i]);
      }
      end = addRun(reference, fields.group.references) + CONTENDED_PADDING;
    }
    if (fields.contended) {
      end += CONTENDED_PADDING;
    }
    end = align(end, reference);
  }

  /**
   * Fills the gap between {@code from} and the first 8-byte field: one int, then shorts, then
   * bytes, then one reference. Returns how many references went there.
   */
  private int fillBeforeLongs(int from, int[] left, int references) {
    int at = from;
    if (at < end && left[1] > 0 && end - at >= 4) {
      left[1]--;
      at += 4;
    }
    while (end - at >= 2 && left[2] > 0) {
      left[2]--;
      at += 2;
    }
    while (end - at >= 1 && left[3] > 0) {
      left[3]--;
      at++;
    }
    return end - at >= rules.referenceBytes() && references > 0 ? 1 : 0;
  }

  private int addRun(int width, int count) {
    return count == 0 ? end : align(end, width) + width * count;
  }

  private static int align(int offset, int width) {
    return (offset + width - 1) & -width;
  }
}
