package heapsh.mat;

import heapsh.HeapException;
import heapsh.graph.GraphInfo;
import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.Progress;
import heapsh.graph.Scratch;
import heapsh.hprof.Catalog;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Gunzip;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens dumps with Eclipse MAT's parser; see the package for what comes from MAT and what its graph
 * lacks.
 */
public final class MatHeap {
  private static final String STRONG_ONLY =
      "the MAT engine has only what strong references reach: objects that are unreachable, or held by"
          + " soft, weak, final or phantom references alone, are not in it";

  private final Path dump;
  private final MatOptions options;
  private final long start = System.nanoTime();

  private MatHeap(Path dump, MatOptions options) {
    this.dump = dump;
    this.options = options;
  }

  /**
   * Opens a dump: MAT builds its indexes, dominators and retained sizes, then every object's class
   * and size is asked for once. O(file); some ten times slower than the native engine, and all in
   * the JVM's heap.
   *
   * @throws HeapException when the file cannot be read, is no dump or is damaged, MAT's parser does
   *     not understand it, or memory or the scratch directory is too small
   */
  public static HeapGraph open(Path dump, MatOptions options) {
    return new MatHeap(dump, options).open();
  }

  private HeapGraph open() {
    PrivateDirectory directory = PrivateDirectory.in(options.scratchDirectory());
    Scratch scratch = null;
    HeapGraph graph = null;
    try {
      scratch = Scratch.in(options.scratchDirectory());
      graph = open(directory, scratch);
      options.progress().report(null, 0, 0, "");
      return graph;
    } catch (NoSuchFileException e) {
      throw new HeapException(
          "there is no file "
              + dump
              + (dump.isAbsolute() ? "" : " (in " + Path.of("").toAbsolutePath() + ")"));
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // Answered.
      throw new HeapException("stopped");
    } catch (IOException e) {
      throw new HeapException("cannot read " + dump + ": " + e, e);
    } catch (OutOfMemoryError e) {
      throw new HeapException(
          String.format(
              "the MAT engine needs more than this JVM's heap of %d MiB for %s; start with a larger"
                  + " -Xmx, or use the native engine, which needs little",
              Runtime.getRuntime().maxMemory() >> 20, dump.getFileName()),
          e);
    } finally {
      if (graph == null) {
        if (scratch != null) {
          scratch.close();
        }
        directory.close();
      }
    }
  }

  private HeapGraph open(PrivateDirectory directory, Scratch scratch) throws IOException {
    if (Files.isDirectory(dump)) {
      throw new HeapException(dump + " is a directory; a heap dump file is expected");
    }
    Path link = place(directory);
    try (DumpFile file = DumpFile.open(link)) {
      // Damage is told by our own reader, with the place; MAT's would only fail somehow.
      Catalog catalog =
          CatalogReader.read(
              file,
              at -> options.progress().report("reading the catalog", at, file.size(), "bytes"));
      DumpHandler handler = new DumpHandler(link.toFile());
      MatSnapshot snapshot;
      try {
        snapshot = MatSnapshot.open(link, handler, options.progress());
      } finally {
        handler.close();
      }
      return graph(snapshot, handler, catalog, file.size(), scratch, directory);
    }
  }

  /** Puts the dump, or what is packed in it, under a name of its own into the directory. */
  private Path place(PrivateDirectory directory) throws IOException {
    String name = MatSnapshot.nextName();
    if (!Gunzip.isGzip(dump)) {
      return directory.link(dump, name);
    }
    Path unpacked = directory.path().resolve(name);
    long packed = Files.size(dump);
    Progress progress = options.progress();
    Gunzip.unpack(dump, unpacked, at -> progress.report("unpacking", at, packed, "bytes"));
    return unpacked;
  }

  private HeapGraph graph(
      MatSnapshot snapshot,
      DumpHandler handler,
      Catalog catalog,
      long fileBytes,
      Scratch scratch,
      PrivateDirectory directory) {
    MatObjects objects = MatObjects.of(snapshot, handler);
    MatClasses types = new MatClasses(snapshot, objects, handler, catalog);
    MatGraph graph =
        new MatGraph(
            snapshot,
            objects,
            types.toArray(),
            columns(snapshot, objects, types),
            MatRoots.of(snapshot, objects, handler.roots()),
            scratch,
            info(catalog, fileBytes),
            options.progress(),
            directory::close);
    graph.settle(options.layout().choose(graph, LayoutEvidence.of(graph)), start);
    return graph;
  }

  private static MatGraph.Columns columns(
      MatSnapshot snapshot, MatObjects objects, MatClasses types) {
    int n = objects.count();
    MatGraph.Columns columns = new MatGraph.Columns(new int[n], new int[n], new long[n]);
    for (int index = 0; index < n; index++) {
      int id = objects.id(index);
      columns.classNumbers()[index] = types.numberOfId(snapshot.classIdOf(id));
      columns.represented()[index] = snapshot.isClass(id) ? types.numberOfId(id) : -1;
    }
    return columns;
  }

  private GraphInfo info(Catalog catalog, long fileBytes) {
    List<String> warnings = new ArrayList<>();
    if (catalog.dumps().size() > 1) {
      warnings.add(
          "the file holds " + catalog.dumps().size() + " heap dumps; this is the first one");
    }
    warnings.add(STRONG_ONLY);
    return new GraphInfo(
        dump,
        catalog.format(),
        catalog.idBytes(),
        catalog.time(),
        fileBytes,
        "",
        "mat",
        Duration.ZERO,
        List.copyOf(warnings));
  }
}
