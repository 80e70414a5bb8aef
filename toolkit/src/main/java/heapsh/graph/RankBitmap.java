package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the index of an aligned address with one load and a population count.
 *
 * <p>One bit stands for 8 bytes of address space. A word holds 32 such bits (256 bytes of
 * addresses) and, above them, the rank: how many ids lie below the word. So {@code index = rank +
 * bitCount(bits below)}. Words come in chunks, one for 2 MiB of addresses, and only chunks with
 * objects exist.
 *
 * <pre>
 *   id  = [ chunk number | word in chunk, 13 bits | bit in word, 5 bits | 0 0 0 ]
 *   word = [ rank, 32 bits | presence, 32 bits ]
 * </pre>
 */
final class RankBitmap implements IdIndex {
  private static final int CHUNK_SHIFT = 21;
  private static final int WORD_SHIFT = 8;
  private static final int WORDS_BITS = CHUNK_SHIFT - WORD_SHIFT;
  private static final int WORDS = 1 << WORDS_BITS;
  private static final int WORD_MASK = WORDS - 1;
  private static final int SLAB_BITS = 6;
  private static final int MAX_DIRECTORY = 1 << 22;
  private static final int BYTES_OF_FILE_PER_CHUNK = 4096;
  private static final int FREE_CHUNKS = 256;
  private static final String CHUNKS = "ids.chunks";
  private static final String BITS = "ids.bitmap";
  private static final int FAR_WORDS = 64;

  private final long firstChunk;
  private final int[] slots;
  private final LongColumn[] slabs;
  private final long[] chunkNumbers;
  private final int[] chunkRanks;
  private final int size;
  private final long duplicates;

  private RankBitmap(
      long firstChunk,
      int[] slots,
      LongColumn[] slabs,
      long[] chunkNumbers,
      int[] chunkRanks,
      int size,
      long duplicates) {
    this.firstChunk = firstChunk;
    this.slots = slots;
    this.slabs = slabs;
    this.chunkNumbers = chunkNumbers;
    this.chunkRanks = chunkRanks;
    this.size = size;
    this.duplicates = duplicates;
  }

  @Override
  public void keep(SectionList out) {
    ByteSink sink = new ByteSink();
    sink.putInt(chunkNumbers.length);
    for (long chunk : chunkNumbers) {
      sink.putLong(chunk).putInt(slots[(int) (chunk - firstChunk)]);
    }
    out.blob(CHUNKS, sink.toArray());
    ByteBuffer[] parts = new ByteBuffer[slabs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = slabs[i].bytes()[0];
    }
    long bytes = (long) chunkNumbers.length * WORDS * Long.BYTES;
    out.add(BITS, bytes, parts, WORDS_BITS + SLAB_BITS + 3);
  }

  static RankBitmap kept(IndexFile in, int size, long duplicates) {
    ByteSource source = in.blob(CHUNKS);
    int count = source.count(Long.BYTES + Integer.BYTES);
    long[] chunks = new long[count];
    int[] slotOf = new int[count];
    for (int i = 0; i < count; i++) {
      chunks[i] = source.getLong();
      slotOf[i] = source.getIntIn(0, count);
      long gap = i == 0 ? 1 : chunks[i] - chunks[i - 1];
      if (gap <= 0 || chunks[i] < 0 || chunks[i] - chunks[0] >= MAX_DIRECTORY) {
        throw source.bad();
      }
    }
    source.end();
    LongColumn[] slabs = slabs(in, count);
    int[] slots = new int[count == 0 ? 0 : (int) (chunks[count - 1] - chunks[0]) + 1];
    Arrays.fill(slots, -1);
    int[] ranks = new int[count];
    long rank = 0;
    for (int i = 0; i < count; i++) {
      slots[(int) (chunks[i] - chunks[0])] = slotOf[i];
      ranks[i] = (int) rank;
      rank = checkRanks(slabs, slotOf[i], rank);
    }
    if (rank != size) {
      throw new UnusableIndexException("its ids are not as many as its objects");
    }
    return new RankBitmap(
        count == 0 ? 0 : chunks[0], slots, slabs, chunks, ranks, size, duplicates);
  }

  /** Gives the slabs as slices of one section. */
  private static LongColumn[] slabs(IndexFile in, int chunks) {
    long words = (long) chunks * WORDS;
    int slabWords = WORDS << SLAB_BITS;
    LongColumn[] slabs = new LongColumn[(chunks + (1 << SLAB_BITS) - 1) >>> SLAB_BITS];
    ByteBuffer[] parts = in.longs(BITS, words).bytes();
    for (int i = 0; i < slabs.length; i++) {
      long at = (long) i * slabWords;
      int length = (int) Math.min(slabWords, words - at);
      ByteBuffer part = parts[(int) (at >>> LongColumn.PART_SHIFT)];
      int offset = (int) (at & (1 << LongColumn.PART_SHIFT) - 1) * Long.BYTES;
      ByteBuffer slab = part.slice(offset, length * Long.BYTES).order(ByteOrder.nativeOrder());
      slabs[i] = new LongColumn(length, new ByteBuffer[] {slab});
    }
    return slabs;
  }

  private static long checkRanks(LongColumn[] slabs, int slot, long first) {
    long rank = first;
    for (int i = 0; i < WORDS; i++) {
      long word = word(slabs, slot, i);
      if (word >>> 32 != rank) {
        throw new UnusableIndexException("its ids are not in order");
      }
      rank += Integer.bitCount((int) word);
    }
    return rank;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long duplicates() {
    return duplicates;
  }

  @Override
  public int indexOf(long id) {
    long chunk = (id >>> CHUNK_SHIFT) - firstChunk;
    if (chunk < 0 || chunk >= slots.length || (id & 7) != 0) {
      return -1;
    }
    int slot = slots[(int) chunk];
    if (slot < 0) {
      return -1;
    }
    long word = word(slabs, slot, (int) (id >>> WORD_SHIFT) & WORD_MASK);
    int bit = 1 << (id >>> 3); // the shift takes the low five bits
    return (word & bit & 0xFFFFFFFFL) == 0
        ? -1
        : (int) (word >>> 32) + Integer.bitCount((int) word & (bit - 1));
  }

  @Override
  public long idOf(int index) {
    int chunk = lastAtMost(chunkRanks, index);
    int slot = slots[(int) (chunkNumbers[chunk] - firstChunk)];
    int low = 0;
    int high = WORDS - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if ((int) (word(slabs, slot, middle) >>> 32) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    long word = word(slabs, slot, low);
    int bits = (int) word;
    for (int skip = index - (int) (word >>> 32); skip > 0; skip--) {
      bits &= bits - 1;
    }
    return chunkNumbers[chunk] << CHUNK_SHIFT
        | (long) low << WORD_SHIFT
        | (long) Integer.numberOfTrailingZeros(bits) << 3;
  }

  /** Looks on as far as {@link #FAR_WORDS} words of the same chunk. */
  @Override
  public long gapAfter(long id, int index) {
    int slot = slots[(int) ((id >>> CHUNK_SHIFT) - firstChunk)];
    int at = (int) (id >>> WORD_SHIFT) & WORD_MASK;
    int bit = (int) (id >>> 3) & 31;
    int above = (int) word(slabs, slot, at) & -2 << bit;
    if (above != 0) {
      return (long) (Integer.numberOfTrailingZeros(above) - bit) << 3;
    }
    long gap = (long) (32 - bit) << 3;
    int end = Math.min(WORDS, at + FAR_WORDS);
    for (int next = at + 1; next < end; next++) {
      int bits = (int) word(slabs, slot, next);
      if (bits != 0) {
        return gap + ((long) Integer.numberOfTrailingZeros(bits) << 3);
      }
      gap += 1 << WORD_SHIFT;
    }
    return LayoutEvidence.NONE;
  }

  private static int lastAtMost(int[] sorted, int key) {
    int found = Arrays.binarySearch(sorted, key);
    if (found < 0) {
      return -found - 2;
    }
    return found;
  }

  private static long word(LongColumn[] slabs, int slot, int word) {
    return slabs[slot >>> SLAB_BITS].get(startInSlab(slot) | word);
  }

  private static long startInSlab(int slot) {
    return (long) (slot & (1 << SLAB_BITS) - 1) << WORDS_BITS;
  }

  /** Builds a bitmap. Adders of several threads may be in use at once. */
  static final class BitmapBuilder implements Builder {
    private final Scratch scratch;
    private final int maxChunks;
    private final it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap slotOf =
        new it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap();
    private LongColumn[] slabs = new LongColumn[0];

    /** The slab that was added last. */
    private Scratch.Room<LongColumn> room;

    private long duplicates;

    /**
     * Makes a builder for a dump of {@code fileBytes}: a chunk must stand for some bytes of the
     * file.
     */
    BitmapBuilder(Scratch scratch, long fileBytes) {
      this.scratch = scratch;
      this.maxChunks = (int) Math.min(1 << 30, FREE_CHUNKS + fileBytes / BYTES_OF_FILE_PER_CHUNK);
      slotOf.defaultReturnValue(-1);
    }

    private synchronized int slot(long chunk) {
      int slot = slotOf.get(chunk);
      if (slot < 0) {
        slot = slotOf.size();
        if (slot >= maxChunks) {
          throw new SparseIdsException();
        }
        slotOf.put(chunk, slot);
        if (slot >>> SLAB_BITS >= slabs.length) {
          room = scratch.roomForLongs((long) WORDS << SLAB_BITS);
          slabs = Arrays.copyOf(slabs, slabs.length + 1);
          slabs[slabs.length - 1] = room.column();
        }
        long start = startInSlab(slot);
        room.fill(start, start + WORDS);
      }
      return slot;
    }

    private synchronized LongColumn slab(int slot) {
      return slabs[slot >>> SLAB_BITS];
    }

    private synchronized void addDuplicates(long count) {
      duplicates += count;
    }

    @Override
    public Adder adder() {
      return new BitAdder(this);
    }

    @Override
    public IdIndex build() {
      long[] chunks = slotOf.keySet().toLongArray();
      Arrays.sort(chunks);
      long first = chunks.length == 0 ? 0 : chunks[0];
      long span = chunks.length == 0 ? 0 : chunks[chunks.length - 1] - first + 1;
      if (span > MAX_DIRECTORY) {
        throw new SparseIdsException();
      }
      int[] slots = new int[(int) span];
      Arrays.fill(slots, -1);
      int[] ranks = new int[chunks.length];
      long rank = 0;
      for (int i = 0; i < chunks.length; i++) {
        int slot = slotOf.get(chunks[i]);
        slots[(int) (chunks[i] - first)] = slot;
        ranks[i] = (int) rank;
        rank = rankChunk(slot, rank);
      }
      return new RankBitmap(first, slots, slabs, chunks, ranks, Math.toIntExact(rank), duplicates);
    }

    private long rankChunk(int slot, long rank) {
      LongColumn slab = slabs[slot >>> SLAB_BITS];
      long start = startInSlab(slot);
      for (int i = 0; i < WORDS; i++) {
        long bits = slab.get(start + i);
        slab.set(start + i, rank << 32 | bits);
        rank += Long.bitCount(bits);
      }
      return rank;
    }
  }

  /**
   * Gathers the bits of one word before it sets them: neighbours in a dump are neighbours in
   * memory.
   */
  private static final class BitAdder implements Adder {
    private final BitmapBuilder builder;
    private long word = -1;
    private long bits;
    private long chunk = -1;
    private LongColumn slab;
    private long chunkStart;
    private long duplicates;

    BitAdder(BitmapBuilder builder) {
      this.builder = builder;
    }

    @Override
    public void add(long id) {
      if ((id & 7) != 0) {
        throw new SparseIdsException();
      }
      if (id >>> WORD_SHIFT != word) {
        setBits();
        word = id >>> WORD_SHIFT;
      }
      long bit = 1L << (id >>> 3 & 31);
      if ((bits & bit) != 0) {
        duplicates++;
      }
      bits |= bit;
    }

    private void setBits() {
      if (bits == 0) {
        return;
      }
      if (word >>> WORDS_BITS != chunk) {
        chunk = word >>> WORDS_BITS;
        int slot = builder.slot(chunk);
        slab = builder.slab(slot);
        chunkStart = startInSlab(slot);
      }
      long before = slab.getAndOr(chunkStart + (word & WORD_MASK), bits);
      duplicates += Long.bitCount(before & bits);
      bits = 0;
    }

    @Override
    public void flush() {
      setBits();
      builder.addDuplicates(duplicates);
      duplicates = 0;
    }
  }
}
