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
   * Opens a dump: scans it twice, once for ids and classes, once for values and references.
   * O(file).
   *
   * @throws heapsh.HeapException when the file cannot be read, is no dump, is damaged, or the
   *     scratch directory is full
   */
  public static HeapGraph open(Path dump, NativeOptions options) {
    long start = System.nanoTime();
    Scratch scratch = Scratch.in(options.scratchDirectory());
    DumpFile file = null;
    HeapGraph graph = null;
    try {
      file = openFile(dump, options);
      graph = build(dump, file, scratch, options, start);
      options.progress().report(null, 0, 0, "");
      return graph;
    } catch (IOException e) {
      throw new HeapException("cannot read " + dump + ": " + e, e);
    } catch (InternalError e) {
      throw scratch.full(e);
    } finally {
      if (graph == null) {
        scratch.close();
        if (file != null) {
          file.close();
        }
      }
    }
  }

  private static DumpFile openFile(Path dump, NativeOptions options) throws IOException {
    if (Files.isDirectory(dump)) {
      throw new HeapException(dump + " is a directory; a heap dump file is expected");
    }
    try {
      if (!Gunzip.isGzip(dump)) {
        return DumpFile.open(dump);
      }
    } catch (NoSuchFileException e) {
      throw new HeapException(
          "there is no file "
              + dump
              + (dump.isAbsolute() ? "" : " (in " + Path.of("").toAbsolutePath() + ")"));
    }
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

  private static HeapGraph build(
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
    ClassTable table = new ClassTable(catalog, ids, scan.classes(), dump);
    ObjectPass pass = ObjectPass.run(file, idBytes, segments, ids, table, scratch, progress);
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
            "",
            "native",
            Duration.ZERO,
            List.copyOf(warnings));
    NativeGraph graph =
        new NativeGraph(
            file,
            scratch,
            ids,
            classes,
            table.classOfClasses(),
            pass.columns(),
            roots,
            idBytes,
            info,
            progress);
    graph.settle(options.layout().choose(graph, pass.evidence()), start);
    return graph;
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
