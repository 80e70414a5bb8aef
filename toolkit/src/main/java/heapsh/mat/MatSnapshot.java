package heapsh.mat;

import heapsh.HeapException;
import heapsh.graph.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.eclipse.mat.SnapshotException;
import org.eclipse.mat.hprof.HprofHeapObjectReader;
import org.eclipse.mat.parser.internal.SnapshotFactory;
import org.eclipse.mat.parser.internal.SnapshotImpl;
import org.eclipse.mat.parser.internal.util.ParserRegistry;
import org.eclipse.mat.parser.model.AbstractObjectImpl;
import org.eclipse.mat.parser.model.ClassImpl;
import org.eclipse.mat.snapshot.ISnapshot;
import org.eclipse.mat.snapshot.model.IClass;
import org.eclipse.mat.snapshot.model.IObject;
import org.eclipse.mat.snapshot.model.IObjectArray;
import org.eclipse.mat.snapshot.model.IPrimitiveArray;
import org.eclipse.mat.snapshot.model.IThreadStack;

/**
 * Guards MAT's snapshot of one dump: one thread at a time, for its readers share windows and
 * caches; and MAT's exceptions, which only a failure of the disk or of MAT itself can cause once
 * the dump is open, as errors of one line. Ids are MAT's own numbers of objects.
 */
final class MatSnapshot {
  private static final Object OPENING = new Object();
  private static int opened;

  private final SnapshotImpl snapshot;
  private final HprofHeapObjectReader reader;

  private MatSnapshot(SnapshotImpl snapshot, HprofHeapObjectReader reader) {
    this.snapshot = snapshot;
    this.reader = reader;
  }

  /** Does something with MAT. */
  private interface Work<T> {
    T run() throws SnapshotException, IOException;
  }

  /** Makes the name of the next link: each opening has its own, by which MAT finds its parser. */
  static String nextName() {
    synchronized (OPENING) {
      return "dump.heapsh" + ++opened;
    }
  }

  /**
   * Parses a dump: MAT's indexes, dominators and retained sizes. One dump at a time. MAT's registry
   * has one object reader for all snapshots, so that opening a second dump makes the first one read
   * from the second; here each dump gets its own.
   *
   * @param dump a link named by {@link #nextName} in a directory of its own
   * @throws HeapException when MAT cannot read the dump, or the thread is interrupted
   */
  static MatSnapshot open(Path dump, DumpHandler handler, Progress progress) {
    String name = dump.getFileName().toString();
    String extension = name.substring(name.indexOf('.') + 1);
    HprofHeapObjectReader reader = new HprofHeapObjectReader();
    DumpIndexer indexer = new DumpIndexer(handler);
    synchronized (OPENING) {
      ParserRegistry.addParser(extension, extension, new String[] {extension}, reader, indexer);
      try {
        ISnapshot made =
            MatRun.run(
                progress,
                listener -> new SnapshotFactory().openSnapshot(dump.toFile(), Map.of(), listener));
        return new MatSnapshot((SnapshotImpl) made, reader);
      } catch (HeapException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw unreadable(e, indexer, dump);
      } finally {
        ParserRegistry.allParsers().removeIf(parser -> parser.getId().equals(extension));
      }
    }
  }

  /** MAT swallows failures of reading and writing, and says that it has no parser instead. */
  private static HeapException unreadable(Throwable failure, DumpIndexer indexer, Path dump) {
    if (indexer.failure() != null) {
      return new HeapException(
          "Eclipse MAT's parser cannot read this dump: " + reason(indexer.failure()), failure);
    }
    if (failure instanceof SnapshotException && failure.getCause() == null) {
      return new HeapException(
          "Eclipse MAT's parser could not write its indexes into "
              + dump.getParent().getParent()
              + ": is there room? choose another directory with Options.scratchDirectory(dir)",
          failure);
    }
    return new HeapException("Eclipse MAT's parser failed: " + reason(failure), failure);
  }

  /** Finds the innermost message, for MAT wraps exceptions into empty ones. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null || message.isEmpty() ? innermost.getClass().getSimpleName() : message;
  }

  private synchronized <T> T ask(Work<T> work) {
    try {
      return work.run();
    } catch (SnapshotException | IOException e) {
      throw new HeapException("Eclipse MAT's parser failed: " + reason(e), e);
    }
  }

  int size() {
    return snapshot.getSnapshotInfo().getNumberOfObjects();
  }

  long address(int id) {
    return ask(() -> snapshot.mapIdToAddress(id));
  }

  /** Reads an object from the dump, or returns a class. I/O. */
  IObject object(int id) {
    return ask(() -> snapshot.isClass(id) ? snapshot.getObject(id) : read(id));
  }

  /** Reads around MAT's cache of objects, which costs more than it saves in a pass over all. */
  private IObject read(int id) throws SnapshotException, IOException {
    AbstractObjectImpl object = (AbstractObjectImpl) reader.read(id, snapshot);
    object.setSnapshot(snapshot);
    return object;
  }

  boolean isClass(int id) {
    return snapshot.isClass(id);
  }

  int classIdOf(int id) {
    return ask(() -> snapshot.getClassOf(id).getObjectId());
  }

  Collection<IClass> classes() {
    return ask(snapshot::getClasses);
  }

  /** Returns MAT's outgoing references: sorted, each target once, the class among them. */
  int[] outbound(int id) {
    return ask(() -> snapshot.getOutboundReferentIds(id));
  }

  /** Returns MAT's incoming references, each source once; instances of a class among them. */
  int[] inbound(int id) {
    return ask(() -> snapshot.getInboundRefererIds(id));
  }

  /** Returns the immediate dominator, -1 for the root of all. */
  int dominator(int id) {
    return ask(() -> snapshot.getImmediateDominatorId(id));
  }

  /** Returns what would go if these went: themselves and all that only they hold. */
  synchronized int[] retained(int[] ids) {
    try {
      return MatRun.run(Progress.NONE, listener -> snapshot.getRetainedSet(ids, listener));
    } catch (HeapException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new HeapException("Eclipse MAT's parser failed: " + reason(e), e);
    }
  }

  /** Returns the stack of a thread, or null when the dump has none. */
  IThreadStack stack(int threadId) {
    return ask(() -> snapshot.getThreadStack(threadId));
  }

  /** Reads {@code count} elements of an array of references, as addresses. I/O. */
  long[] references(IObjectArray array, int from, int count) {
    return ask(() -> array.getReferenceArray(from, count));
  }

  /** Reads {@code count} elements of a primitive array, as a Java array. I/O. */
  Object primitives(IPrimitiveArray array, int from, int count) {
    return ask(() -> array.getValueArray(from, count));
  }

  /** Returns the class with this id. */
  ClassImpl type(int id) {
    return (ClassImpl) ask(() -> snapshot.getObject(id));
  }

  synchronized void close() {
    snapshot.dispose();
  }
}
