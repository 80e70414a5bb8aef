package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.Catalog;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Gunzip;
import heapsh.hprof.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private NativeHeap() {}

  /**
   * Opens a dump: takes its columns from the index that was kept, or scans it twice, once for ids
   * and classes, once for values and references. O(file), with an index O(classes + roots).
   *
   * @throws heapsh.HeapException when the file cannot be read, is no dump, is damaged, or the
   *     scratch directory is full
   */
  public static HeapGraph open(Path dump, NativeOptions options) {
    long start = System.nanoTime();
    Scratch scratch = Scratch.in(options.scratchDirectory());
    Lazy<DumpFile> file = new Lazy<>(() -> openFile(dump, options));
    HeapGraph graph = null;
    try {
      boolean packed = isPacked(dump);
      KeptIndex index = KeptIndex.of(dump, options.index());
      if (!packed) {
        file.get();
      }
      graph = open(dump, file, scratch, options, index, start);
      options.progress().report(null, 0, 0, "");
      return graph;
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
      long start) {
    Supplier<HeapParts> scan = () -> scan(dump, file.get(), scratch, options, start);
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

  private static DumpFile openFile(Path dump, NativeOptions options) {
    try {
      return Gunzip.isGzip(dump) ? unpack(dump, options) : DumpFile.open(dump);
    } catch (IOException e) {
      throw new HeapException("cannot read " + dump + ": " + e, e);
    }
  }

  private static DumpFile unpack(Path dump, NativeOptions options) throws IOException {
    Path unpacked = Files.createTempFile(options.scratchDirectory(), "heapsh-", ".hprof");
    boolean done = false;
    try {
      long packed = Files.size(dump);
      Gunzip.unpack(
          dump, unpacked, at -> options.progress().report("unpacking", at, packed, "bytes"));
      DumpFile file = DumpFile.ofUnpacked(unpacked, dump);
      done = true;
      return file;
    } finally {
      if (!done) {
        Files.deleteIfExists(unpacked);
      }
    }
  }

  private static HeapParts scan(
      Path dump, DumpFile file, Scratch scratch, NativeOptions options, long start) {
    Progress progress = options.progress();
    Catalog catalog =
        CatalogReader.read(
            file, at -> progress.report("reading the catalog", at, file.size(), "bytes"));
    int idBytes = catalog.idBytes();
    List<String> warnings = new ArrayList<>();
    List<List<Segment>> dumps = catalog.dumps();
    if (dumps.size() > 1) {
      warnings.add("the file holds " + dumps.size() + " heap dumps; this is the first one");
    }
    List<Segment> segments = SegmentWork.cut(file, idBytes, dumps.get(0));
    ObjectScan scan = ObjectScan.of(file, idBytes, segments, scratch, progress);
    IdIndex ids = scan.ids();
    scratch.require(ids.size() * SCRATCH_BYTES_PER_OBJECT);
    ObjectLayout layout = options.layout().choose(idBytes);
    ClassTable table = new ClassTable(catalog, ids, scan.classes(), dump);
    ObjectPass pass =
        ObjectPass.run(file, idBytes, segments, ids, table, layout, scratch, progress);
    HeapClass[] classes = table.toArray();
    warnings.addAll(table.warnings());
    addCounts(warnings, ids.duplicates(), pass.dangling());
    GcRoots roots = RootTable.of(scan.roots(), ids, catalog, classes);
    GraphInfo info =
        new GraphInfo(
            dump,
            catalog.format(),
            idBytes,
            catalog.time(),
            file.size(),
            layout.describe(),
            "native",
            Duration.ofNanos(System.nanoTime() - start),
            List.copyOf(warnings));
    KeptCatalog kept =
        new KeptCatalog(ids.size(), ids.duplicates(), classes, table.classOfClasses(), roots, info);
    return new HeapParts(kept, ids, pass.columns());
  }

  private static void addCounts(List<String> warnings, long duplicates, long dangling) {
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
