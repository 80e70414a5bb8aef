package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.Catalog;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Gunzip;
import heapsh.hprof.HprofException;
import heapsh.hprof.LossLog;
import heapsh.hprof.Losses;
import heapsh.hprof.Segment;
import heapsh.hprof.WholeRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Opens dumps with the native engine: columns in a mapped scratch file, phases computed when first
 * needed.
 */
public final class NativeHeap {
  /**
   * What the columns of the first phases and of the costliest later one take at most, by
   * experience.
   */
  private static final long SCRATCH_BYTES_PER_OBJECT = 60;

  private static final String NO_END =
      "HEAP_DUMP_END is missing after the last segment; the file may be cut off there";

  private NativeHeap() {}

  /**
   * Opens a dump: takes its columns from the index that was kept, or scans it twice, once for ids
   * and classes, once for values and references. O(file), with an index O(classes + roots).
   *
   * @throws heapsh.HeapException when the file cannot be read, is no dump, is damaged, or the
   *     scratch directory is full
   */
  public static HeapGraph open(Path dump, NativeOptions options) {
    return open(dump, options, ObjectLimit.MAX_OBJECTS);
  }

  /** Opens a dump of at most {@code mostObjects} objects. */
  static HeapGraph open(Path dump, NativeOptions options, long mostObjects) {
    long start = System.nanoTime();
    Scratch scratch = options.scratch();
    LossLog losses = new LossLog();
    Lazy<DumpFile> file = new Lazy<>(() -> openFile(dump, options, losses));
    HeapGraph graph = null;
    try {
      boolean packed = isPacked(dump);
      ObjectLimit limit = new ObjectLimit(String.valueOf(dump.getFileName()), mostObjects);
      KeptIndex index = KeptIndex.of(dump, indexChoice(options));
      if (!packed) {
        file.get();
      }
      Supplier<HeapParts> scan =
          () -> scan(dump, file.get(), scratch, options, losses, limit, start);
      graph = open(dump, file, scratch, options, index, scan, start);
      options.progress().report(null, 0, 0, "");
      return graph;
    } catch (HprofException e) {
      throw options.salvage() ? e : e.withHint();
    } catch (IOException e) {
      throw new HeapException("cannot read " + dump + ": " + e, e);
    } catch (InternalError e) {
      throw scratch.full(e);
    } finally {
      if (graph == null) {
        scratch.close();
        if (file.known() != null) {
          file.known().close();
        }
      }
    }
  }

  private static HeapGraph open(
      Path dump,
      Lazy<DumpFile> file,
      Scratch scratch,
      NativeOptions options,
      KeptIndex index,
      Supplier<HeapParts> scan,
      long start) {
    IndexFile kept = index.open();
    if (kept != null) {
      try {
        KeptCatalog catalog = KeptCatalog.of(kept, dump, start);
        return NativeGraph.kept(catalog, kept, file, scratch, options.progress(), index, scan);
      } catch (UnusableIndexException e) {
        index.refuse(e);
      }
    }
    return NativeGraph.scanned(scan.get(), file, scratch, options.progress(), index);
  }

  /** What is salvaged depends on what heapsh can read of it: no index outlives that. */
  private static IndexChoice indexChoice(NativeOptions options) {
    return options.salvage() && !options.index().isNone()
        ? IndexChoice.none("salvaged heaps keep none")
        : options.index();
  }

  private static boolean isPacked(Path dump) throws IOException {
    if (Files.isDirectory(dump)) {
      throw new HeapException(dump + " is a directory; a heap dump file is expected");
    }
    try {
      return Gunzip.isGzip(dump);
    } catch (NoSuchFileException e) {
      throw new HeapException(
          "there is no file "
              + dump
              + (dump.isAbsolute() ? "" : " (in " + Path.of("").toAbsolutePath() + ")"));
    }
  }

  private static DumpFile openFile(Path dump, NativeOptions options, LossLog losses) {
    try {
      return Gunzip.isGzip(dump) ? unpack(dump, options, losses) : DumpFile.open(dump);
    } catch (IOException e) {
      throw new HeapException("cannot read " + dump + ": " + e, e);
    }
  }

  private static DumpFile unpack(Path dump, NativeOptions options, LossLog losses)
      throws IOException {
    Path unpacked = Files.createTempFile(options.scratchDirectory(), "heapsh-", ".hprof");
    boolean done = false;
    try {
      unpack(dump, unpacked, options, losses);
      DumpFile file = DumpFile.ofUnpacked(unpacked, dump);
      done = true;
      return file;
    } finally {
      if (!done) {
        Files.deleteIfExists(unpacked);
      }
    }
  }

  private static void unpack(Path dump, Path unpacked, NativeOptions options, LossLog losses)
      throws IOException {
    long packed = Files.size(dump);
    try {
      Gunzip.unpack(
          dump, unpacked, at -> options.progress().report("unpacking", at, packed, "bytes"));
    } catch (HprofException e) {
      if (!options.salvage()) {
        throw e;
      }
      losses.add(e);
    }
  }

  private static HeapParts scan(
      Path dump,
      DumpFile file,
      Scratch scratch,
      NativeOptions options,
      LossLog lossLog,
      ObjectLimit limit,
      long start) {
    Progress progress = options.progress();
    LongConsumer position = at -> progress.report("reading the catalog", at, file.size(), "bytes");
    Catalog catalog =
        options.salvage()
            ? CatalogReader.salvage(file, lossLog, position)
            : CatalogReader.read(file, position);
    int idBytes = catalog.idBytes();
    List<String> warnings = new ArrayList<>();
    List<List<Segment>> dumps = catalog.dumps();
    if (!options.salvage() && !catalog.isEnded()) {
      warnings.add(NO_END);
    }
    if (dumps.size() > 1) {
      warnings.add("the file holds " + dumps.size() + " heap dumps; this is the first one");
    }
    List<Segment> whole = dumps.get(0);
    if (options.salvage()) {
      if (!catalog.isEnded() && lossLog.isEmpty()) {
        lossLog.add(file.size(), file.size(), NO_END);
      }
      whole = WholeRecords.trim(file, idBytes, whole, lossLog, position);
    }
    List<Segment> segments = SegmentWork.cut(file, idBytes, whole);
    ObjectScan scan = ObjectScan.of(file, idBytes, segments, limit, scratch, progress);
    IdIndex ids = scan.ids();
    scratch.require(ids.size() * SCRATCH_BYTES_PER_OBJECT);
    ClassTable table = new ClassTable(catalog, ids, scan.classes(), dump, options.salvage());
    ObjectPass pass =
        ObjectPass.run(file, idBytes, segments, ids, table, options.salvage(), scratch, progress);
    HeapClass[] classes = table.toArray();
    warnings.addAll(table.warnings());
    Losses losses =
        lossLog.of(file.size()).with(pass.contradicting() + table.orphans(), pass.dangling());
    warnings.addAll(0, LossText.warnings(losses, scan.roots().isEmpty()));
    addCounts(warnings, ids.duplicates(), pass.dangling(), scan.dataless());
    GcRoots roots = RootTable.of(scan.roots(), ids, catalog, classes);
    GraphInfo info =
        new GraphInfo(
            dump,
            catalog.format(),
            idBytes,
            catalog.time(),
            file.size(),
            "",
            "native",
            Duration.ZERO,
            losses,
            scan.heapNames().stream().map(catalog::readName).sorted().toList(),
            List.copyOf(warnings));
    KeptCatalog kept =
        new KeptCatalog(
            ids.size(),
            ids.duplicates(),
            classes,
            table.classOfClasses(),
            roots,
            scan.dataless() > 0,
            info);
    HeapParts parts = new HeapParts(kept, ids, pass.columns());
    return size(parts, pass.evidence(), file, scratch, options, start);
  }

  /** Chooses the object layout, for which the graph must be readable, and computes all sizes. */
  private static HeapParts size(
      HeapParts parts,
      LayoutEvidence evidence,
      DumpFile file,
      Scratch scratch,
      NativeOptions options,
      long start) {
    NativeGraph graph =
        NativeGraph.unsized(parts, new Lazy<>(() -> file), scratch, options.progress());
    ObjectLayout layout = options.layout().choose(graph, evidence);
    KeptCatalog catalog = parts.catalog();
    ObjectColumns columns = parts.columns();
    columns.sizes().settle(layout, catalog.classes(), columns.classes(), catalog.objects());
    GraphInfo info = catalog.info().with(layout, Duration.ofNanos(System.nanoTime() - start));
    return new HeapParts(catalog.with(info), parts.ids(), columns);
  }

  private static void addCounts(
      List<String> warnings, long duplicates, long dangling, long dataless) {
    if (dataless > 0) {
      warnings.add(
          dataless + " primitive arrays stand in the dump without their elements (Android)");
    }
    if (duplicates > 0) {
      warnings.add(
          duplicates + " records repeat an object that the dump has already; the last one counts");
    }
    if (dangling > 0) {
      warnings.add(
          dangling + " references name objects that are not in the dump; they count as null");
    }
  }
}
