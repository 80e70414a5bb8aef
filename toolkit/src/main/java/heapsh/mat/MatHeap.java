package heapsh.mat;

import heapsh.HeapException;
import heapsh.graph.GraphInfo;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectLayout;
import heapsh.graph.Progress;
import heapsh.graph.Scratch;
import heapsh.graph.Workers;
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
import org.eclipse.mat.snapshot.model.IArray;

/**
 * Opens dumps with Eclipse MAT's parser; see the package for what comes from MAT and what its graph
 * lacks.
 */
public final class MatHeap {
  private static final int CHECK_EVERY = 1 << 14;
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
    ObjectLayout layout = options.layout().choose(catalog.idBytes());
    MatGraph.Columns columns = columns(snapshot, objects, types, layout);
    return new MatGraph(
        snapshot,
        objects,
        types.toArray(),
        columns,
        MatRoots.of(snapshot, objects, handler.roots()),
        scratch,
        info(catalog, fileBytes, layout),
        options.progress(),
        directory::close);
  }

  private MatGraph.Columns columns(
      MatSnapshot snapshot, MatObjects objects, MatClasses types, ObjectLayout layout) {
    int n = objects.count();
    HeapClass[] classes = types.toArray();
    long[] instanceBytes = new long[classes.length];
    MatGraph.Columns columns = new MatGraph.Columns(new int[n], new int[n], new long[n]);
    for (int index = 0; index < n; index++) {
      if ((index & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        options.progress().report("sizing objects", index, n, "objects");
      }
      int id = objects.id(index);
      HeapClass type = classes[types.numberOfId(snapshot.classIdOf(id))];
      columns.classNumbers()[index] = type.number();
      columns.represented()[index] = snapshot.isClass(id) ? types.numberOfId(id) : -1;
      long bytes;
      if (snapshot.isClass(id)) {
        bytes = layout.classObjectBytes(classes[types.numberOfId(id)]);
      } else if (type.isArray()) {
        int length = ((IArray) snapshot.object(id)).getLength();
        bytes = layout.arrayBytes(type.elementType(), length);
      } else {
        if (instanceBytes[type.number()] == 0) {
          instanceBytes[type.number()] = layout.instanceBytes(type);
        }
        bytes = instanceBytes[type.number()];
      }
      columns.sizes()[index] = bytes;
    }
    return columns;
  }

  private GraphInfo info(Catalog catalog, long fileBytes, ObjectLayout layout) {
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
        layout.describe(),
        "mat",
        Duration.ofNanos(System.nanoTime() - start),
        List.copyOf(warnings));
  }
}
