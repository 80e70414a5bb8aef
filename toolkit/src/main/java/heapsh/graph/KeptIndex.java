package heapsh.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps the index of one open heap: finds the one from before, and writes a new one when more has
 * been computed. Thread-safe.
 *
 * <p>Nobody waits for the index. It is written by a daemon thread when neither a phase nor a query
 * has run for a second, or else on close, or when the JVM ends; so a script that asks one question
 * after another writes once, with all that was computed, and a table never waits for the disk. Two
 * other ways were weighed. Working in the index file itself would save the copy, but it would put
 * the scratch columns, with their random writes and their dead space, beside the dump, which may be
 * on a slow, a shared or a full disk; and a full disk would fail the query instead of the index.
 * Writing with the phases would delay each by the time for its columns: 600 MB for the first table
 * of 16.8 million objects.
 *
 * <p>A process that is killed leaves the index from before, or none, and at worst an unfinished
 * file that the next writer removes. Two processes may use one dump: both read the same index; when
 * both write, the last one's counts. Every failure to read or to write only means that there is no
 * index; {@link #toString} says why.
 */
final class KeptIndex {
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final long MOST_NANOS_AT_EXIT = 10_000_000_000L;
  private static final Set<KeptIndex> TO_WRITE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> TO_WRITE.forEach(KeptIndex::writeAtExit), "heapsh-index-at-exit"));
  }

  private final Path dump;
  private final IndexChoice choice;
  private final Path file;
  private final Fingerprint fingerprint;
  private final Object writing = new Object();
  private Supplier<List<Section>> sections = List::of;
  private volatile String note;
  private volatile boolean givenUp;
  private volatile long deadline = Long.MAX_VALUE;
  private boolean changed;
  private boolean closed;
  private int running;
  private long lastRun;
  private Thread writer;

  private KeptIndex(Path dump, IndexChoice choice, Path file, Fingerprint fingerprint) {
    this.dump = dump;
    this.choice = choice;
    this.file = file;
    this.fingerprint = fingerprint;
  }

  /** Keeps no index. */
  static KeptIndex none(Path dump, IndexChoice choice) {
    KeptIndex none = new KeptIndex(dump, choice, dump, new Fingerprint(0, 0, 0));
    none.giveUp(choice.whyNone());
    return none;
  }

  /** Prepares to keep an index, before anything of the dump is read. I/O. */
  static KeptIndex of(Path dump, IndexChoice choice) throws IOException {
    if (choice.isNone()) {
      return none(dump, choice);
    }
    KeptIndex index = new KeptIndex(dump, choice, choice.file(dump), Fingerprint.of(dump));
    index.note = index.file + ", not yet written";
    return index;
  }

  /** Opens the index from before; null when there is none that can be used. I/O. */
  IndexFile open() {
    if (givenUp) {
      return null;
    }
    try {
      checkTrust();
      IndexFile opened = IndexFile.open(file, choice.key(), fingerprint);
      note = file + " (" + mib(opened.fileBytes()) + "), read";
      return opened;
    } catch (NoSuchFileException e) {
      return null;
    } catch (UnusableIndexException e) {
      refuse(e);
      return null;
    } catch (IOException e) {
      giveUp("cannot read " + file + ": " + reason(e));
      return null;
    }
  }

  /** Notes that the index from before cannot be used; another one will be written. */
  void refuse(UnusableIndexException e) {
    if (!givenUp) {
      note = file + ", to be written anew: " + e.getMessage();
    }
  }

  /**
   * Takes only what this user, or the owner of the dump, alone may write: checksums do not tell who
   * made them.
   */
  private void checkTrust() throws IOException {
    PosixFileAttributes attributes = attributes(file, LinkOption.NOFOLLOW_LINKS);
    if (attributes == null) {
      return; // No such rights here.
    }
    boolean trusted =
        attributes.owner().equals(attributes(dump).owner())
            || attributes.owner().equals(currentUser());
    if (!trusted) {
      giveUp(file + " belongs to another user, " + attributes.owner().getName());
      throw new UnusableIndexException("it belongs to another user");
    }
    if (!attributes.isRegularFile()) {
      throw new UnusableIndexException("it is no plain file");
    }
    if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new UnusableIndexException("others may write to it");
    }
  }

  private static PosixFileAttributes attributes(Path file, LinkOption... options)
      throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, options);
    return view == null ? null : view.readAttributes();
  }

  private UserPrincipal currentUser() {
    try {
      return file.getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(System.getProperty("user.name"));
    } catch (IOException e) {
      return null; // Nobody: then only the dump's owner is trusted.
    }
  }

  /** Says what an index is to hold, asked when one is written. */
  synchronized void holds(Supplier<List<Section>> newSections) {
    sections = newSections;
  }

  /** Hears that a phase begins: the index waits. */
  synchronized void begin() {
    running++;
  }

  /** Hears that a phase has ended. */
  synchronized void end() {
    running--;
    lastRun = System.nanoTime();
  }

  /** Hears that there is more to keep than the index has. */
  synchronized void change() {
    if (givenUp || closed) {
      return;
    }
    changed = true;
    lastRun = System.nanoTime();
    TO_WRITE.add(this);
    if (writer == null) {
      writer = new Thread(this::writeWhenIdle, "heapsh-index");
      writer.setDaemon(true);
      writer.setPriority(Thread.MIN_PRIORITY);
      writer.start();
    }
  }

  /** Writes what is not yet written. Later calls do nothing. */
  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    write();
    holds(List::of);
  }

  private void writeWhenIdle() {
    while (awaitIdle()) {
      write();
    }
  }

  /** Waits until there is something to write and nobody is at work; false when there is nothing. */
  private synchronized boolean awaitIdle() {
    while (changed && !closed) {
      long idle = running > 0 ? 0 : Math.min(System.nanoTime() - lastRun, Workers.idleNanos());
      if (idle >= IDLE_NANOS) {
        return true;
      }
      try {
        wait(1 + (IDLE_NANOS - idle) / 1_000_000);
      } catch (InterruptedException e) {
        break; // Nobody interrupts this thread but who wants it to end.
      }
    }
    writer = null;
    return false;
  }

  private void writeAtExit() {
    synchronized (this) {
      if (running > 0) {
        return; // Whoever stops a long query does not want to wait.
      }
    }
    deadline = System.nanoTime() + MOST_NANOS_AT_EXIT;
    write();
  }

  private void write() {
    synchronized (writing) {
      List<Section> all;
      synchronized (this) {
        if (!changed || givenUp) {
          return;
        }
        changed = false;
        TO_WRITE.remove(this);
      }
      try {
        all = sections.get();
        if (!fingerprint.fits(dump)) {
          giveUp("the dump has changed since it was opened");
          return;
        }
        IndexWriter to =
            new IndexWriter(
                file,
                choice.room(),
                () -> deadline == Long.MAX_VALUE || System.nanoTime() - deadline < 0);
        note = file + " (" + mib(to.write(choice.key(), fingerprint, all)) + "), written";
      } catch (IOException e) {
        giveUp("cannot write " + file + ": " + reason(e));
      } catch (UnusableIndexException e) {
        giveUp(file + " cannot be written anew: " + e.getMessage());
      } catch (InternalError | OutOfMemoryError e) {
        giveUp("cannot write " + file + ": " + e);
      }
    }
  }

  private void giveUp(String reason) {
    givenUp = true;
    note = "none: " + reason;
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null
        ? name
        : e.getClass() == IOException.class ? e.getMessage() : name;
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024.0));
  }

  /** Says where the index is, or why there is none. */
  @Override
  public String toString() {
    return note;
  }
}
