package heapsh.hprof;

import heapsh.HeapException;

/**
 * Finds the top-level records of a damaged file.
 *
 * <p>A record is taken as it stands when it fits and something that may be a header follows it.
 * Where that is not so, its tag or its length is wrong, or the file is cut off. Then
 *
 * <ul>
 *   <li>a heap segment is followed record by record: where its records end at a sound header, only
 *       its length was wrong;
 *   <li>otherwise the next sound header is searched for, byte by byte. What lies between is lost.
 * </ul>
 *
 * <p>A header is sound when it and up to {@link #HOPS} headers after it have tags and lengths as
 * the format prescribes, and heap segments among them begin with whole heap records. Field data
 * that happen to look like one header do not pass that. All work is bounded: what a hostile file
 * makes costly ends with the rest of the file lost.
 */
final class Resync {
  private static final int HOPS = 8;
  private static final int LOOK_AT_RECORDS = 16;
  private static final int MAX_NAME_BYTES = 1 << 16;
  private static final int MAX_FRAMES = 1 << 16;
  private static final int WINDOW_BYTES = 1 << 16;
  private static final int MAX_LOOKS = 500_000;

  private final DumpFile file;
  private final int idBytes;
  private final LossLog log;
  private final WholeRecords walk;
  private final WholeRecords look;
  private final byte[] header = new byte[CatalogReader.HEADER_BYTES];
  private final byte[] window = new byte[WINDOW_BYTES];
  private int looksLeft = MAX_LOOKS;
  private long walkBytesLeft;

  Resync(DumpFile file, int idBytes, LossLog log) {
    this.file = file;
    this.idBytes = idBytes;
    this.log = log;
    walk = WholeRecords.walking(file, idBytes);
    look = WholeRecords.looking(file, idBytes);
    walkBytesLeft = 2 * file.size();
  }

  /** Makes out the record at {@code position}, notes what is lost, and says where to read on. */
  TopRecord at(long position) {
    long left = file.size() - position - CatalogReader.HEADER_BYTES;
    if (left < 0) {
      log.add(position, file.size(), "the file is cut off in the header of a record");
      return TopRecord.none(position, file.size());
    }
    file.read(position, header, 0, header.length);
    int tag = header[0] & 0xFF;
    long body = position + CatalogReader.HEADER_BYTES;
    long length = BigEndian.i4(header, 5) & 0xFFFFFFFFL;
    if (tag == Tags.HEAP_DUMP) {
      length = CatalogReader.repaired(tag, length, left);
    }
    boolean heap = tag == Tags.HEAP_DUMP || tag == Tags.HEAP_DUMP_SEGMENT;
    boolean usual = isKnown(tag) && fits(position, false);
    if (length <= left && (heap || usual ? mayBeHeader(body + length) : isSound(body + length))) {
      return new TopRecord(tag, position, body + length, body + length);
    }
    return heap ? heapRecord(tag, position, length) : otherRecord(tag, position, length);
  }

  /** Follows the records of a heap segment whose declared length is wrong, or which is cut off. */
  private TopRecord heapRecord(int tag, long position, long length) {
    long body = position + CatalogReader.HEADER_BYTES;
    boolean cutOff = length > file.size() - body;
    long declared = cutOff ? file.size() : body + length;
    long end = walk.end(new Segment(body, declared));
    if (!cutOff && end == declared) {
      // It is whole; what follows is damaged.
      return new TopRecord(tag, position, end, end(end, "damaged record"));
    }
    String reason = walk.reason();
    if (!cutOff) {
      long further = furtherEnd(body);
      if (further > end && (tag == Tags.HEAP_DUMP || isSound(further))) {
        end = further;
        reason = walk.reason();
      }
    }
    if (end < file.size() && isSound(end)) {
      log.add(end, end, CatalogReader.nameOf(tag) + ": its length is wrong");
      return new TopRecord(tag, position, end, end);
    }
    if (cutOff && walk.stoppedInRecord() || tag == Tags.HEAP_DUMP) {
      log.missing(cutOff ? length - (file.size() - body) : 0);
      log.add(end, file.size(), reason.isEmpty() ? "the file is cut off" : reason);
      return new TopRecord(tag, position, end, file.size());
    }
    return new TopRecord(tag, position, end, end(end, reason));
  }

  /** Follows a segment's records beyond its declared end. */
  private long furtherEnd(long body) {
    if (walkBytesLeft <= 0) {
      return body;
    }
    long end = walk.end(new Segment(body, file.size()));
    walkBytesLeft -= end - body;
    return end;
  }

  /** Passes a record that is none of the heap and whose tag or length is wrong. */
  private TopRecord otherRecord(int tag, long position, long length) {
    long left = file.size() - position - CatalogReader.HEADER_BYTES;
    String name = CatalogReader.nameOf(tag);
    if (length > left) {
      String cut = ": " + length + " bytes are declared, " + left + " are left in the file";
      return TopRecord.none(position, end(position, name + cut));
    }
    return TopRecord.none(position, end(position, name + ": no record follows it"));
  }

  /** Searches for a sound header behind {@code from} and notes what is lost up to there. */
  private long end(long from, String reason) {
    long next = search(from + 1);
    log.add(from, next, reason);
    return next;
  }

  private long search(long from) {
    long size = file.size();
    for (long start = from; start < size; start += WINDOW_BYTES) {
      if (Thread.interrupted()) {
        throw new HeapException("stopped");
      }
      int bytes = (int) Math.min(WINDOW_BYTES, size - start);
      file.read(start, window, 0, bytes);
      for (int i = 0; i < bytes; i++) {
        if (isKnown(window[i] & 0xFF) && isSound(start + i)) {
          return start + i;
        }
      }
    }
    return size;
  }

  /** Tells whether a header may stand here: the file ends, or a tag that HPROF knows follows. */
  private boolean mayBeHeader(long position) {
    if (position + CatalogReader.HEADER_BYTES > file.size()) {
      return true;
    }
    file.read(position, header, 0, header.length);
    return isKnown(header[0] & 0xFF) && fits(position, false);
  }

  /** Tells whether the headers from here on are as the format prescribes. */
  private boolean isSound(long position) {
    long at = position;
    for (int hop = 0; hop < HOPS; hop++) {
      if (at == file.size() || hop > 0 && at + CatalogReader.HEADER_BYTES > file.size()) {
        return hop > 0;
      }
      if (at + CatalogReader.HEADER_BYTES > file.size() || --looksLeft < 0) {
        return false;
      }
      file.read(at, header, 0, header.length);
      if (!isKnown(header[0] & 0xFF) || !fits(at, true) || hop == 0 && isEmptyAtEnd(at)) {
        return false;
      }
      long body = at + CatalogReader.HEADER_BYTES;
      long length = BigEndian.i4(header, 5) & 0xFFFFFFFFL;
      if ((header[0] & 0xFF) == Tags.HEAP_DUMP) {
        length = CatalogReader.repaired(Tags.HEAP_DUMP, length, file.size() - body);
      }
      at = Math.min(file.size(), body + length);
    }
    return true;
  }

  /** Tells whether nothing at all follows the header: it proves nothing then. */
  private boolean isEmptyAtEnd(long position) {
    return position + CatalogReader.HEADER_BYTES == file.size();
  }

  private static boolean isKnown(int tag) {
    return tag >= Tags.UTF8 && tag <= 0x07
        || tag >= Tags.START_THREAD && tag <= 0x0E
        || tag == Tags.HEAP_DUMP_SEGMENT
        || tag == Tags.HEAP_DUMP_END;
  }

  /**
   * Tells whether {@link #header}, read at {@code position}, declares a length that its tag may
   * have.
   */
  private boolean fits(long position, boolean strict) {
    long left = file.size() - position - CatalogReader.HEADER_BYTES;
    long length = BigEndian.i4(header, 5) & 0xFFFFFFFFL;
    return switch (header[0] & 0xFF) {
      case Tags.HEAP_DUMP, Tags.HEAP_DUMP_SEGMENT -> beginsWhole(position, length, strict);
      case Tags.HEAP_DUMP_END -> length == 0;
      case Tags.UTF8 -> length >= idBytes && length <= left && length <= MAX_NAME_BYTES + idBytes;
      case Tags.LOAD_CLASS -> length == 8 + 2L * idBytes && length <= left;
      case Tags.FRAME -> length == 8 + 4L * idBytes && length <= left;
      case Tags.TRACE ->
          length >= 12
              && (length - 12) % idBytes == 0
              && length <= Math.min(left, 12 + (long) MAX_FRAMES * idBytes);
      default -> length <= left;
    };
  }

  /**
   * Tells whether a heap segment begins with records. One is enough, since the declared length may
   * be wrong; but where that reaches beyond the file, all must be whole when a header is searched
   * for and nothing else speaks for this one.
   */
  private boolean beginsWhole(long position, long length, boolean strict) {
    long body = position + CatalogReader.HEADER_BYTES;
    long end = length == 0 ? file.size() : Math.min(body + length, file.size());
    boolean cutOff = length > file.size() - body;
    return end == body || look.begins(new Segment(body, end), LOOK_AT_RECORDS, strict && cutOff);
  }
}
