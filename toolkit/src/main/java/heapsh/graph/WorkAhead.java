package heapsh.graph;

import heapsh.HeapException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes one chunk of something after another, on all processors, ahead of the one thread that takes
 * them in order. While the next chunk is not ready that thread makes chunks itself, so on one
 * processor this is plain work in turns.
 *
 * <p>A chunk stands in a slot until the one after it is asked for; there are few slots, so makers
 * are never far ahead. Belongs to the thread that made it; close it in the end.
 */
public final class WorkAhead implements AutoCloseable {
  private static final int SLOTS_PER_THREAD = 4;

  /** Makes chunks; each thread has its own. */
  @FunctionalInterface
  public interface Maker {
    /** Makes chunk {@code chunk} and leaves it in a slot. */
    void make(long chunk, int slot);
  }

  private final Supplier<Maker> makers;
  private final Maker own;
  private final boolean[] made = new boolean[slots()];
  private final List<Thread> helpers = new ArrayList<>();
  private long open;
  private long claimed;
  private long taken;
  private Throwable failure;
  private boolean closed;

  /** Starts helpers, which wait for {@link #open}. */
  public WorkAhead(Supplier<Maker> makers) {
    this.makers = makers;
    own = makers.get();
    Workers.began();
    for (int i = 1; i < Workers.threads(); i++) {
      Thread helper = new Thread(this::help, "heapsh-ahead-" + i);
      helper.setDaemon(true);
      helpers.add(helper);
      helper.start();
    }
  }

  /** Returns how many slots there are: 0 up to this, exclusive. */
  public static int slots() {
    return SLOTS_PER_THREAD * Workers.threads();
  }

  /** Says that the chunks below this number can be made. It never goes back. */
  public synchronized void open(long chunks) {
    if (chunks > open) {
      open = chunks;
      notifyAll();
    }
  }

  /**
   * Returns the slot of the next chunk, made. The slot of the chunk before may be used again from
   * now on.
   *
   * @throws HeapException when the thread is interrupted
   */
  public int next() {
    long chunk = taken;
    while (true) {
      long mine;
      synchronized (this) {
        rethrow(failure);
        if (claimed > chunk && made[slot(chunk)]) {
          taken = chunk + 1;
          return slot(chunk);
        }
        if (!canClaim()) {
          await();
          continue;
        }
        mine = claimed++;
        made[slot(mine)] = false;
      }
      own.make(mine, slot(mine));
      finish(mine);
    }
  }

  private int slot(long chunk) {
    return (int) (chunk % made.length);
  }

  /** The slot of the chunk taken last is still being read. */
  private boolean canClaim() {
    return claimed < open && claimed < Math.max(0, taken - 1) + made.length;
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new HeapException("stopped");
    }
  }

  private synchronized void finish(long chunk) {
    made[slot(chunk)] = true;
    notifyAll();
  }

  private void help() {
    try {
      Maker maker = makers.get();
      for (long chunk = claim(); chunk >= 0; chunk = claim()) {
        maker.make(chunk, slot(chunk));
        finish(chunk);
      }
    } catch (Throwable e) {
      synchronized (this) {
        failure = failure == null ? e : failure;
        notifyAll();
      }
    }
  }

  /** Waits for a chunk that nobody has claimed; -1 when there is nothing more to do. */
  private synchronized long claim() throws InterruptedException {
    while (!closed && failure == null && !canClaim()) {
      wait();
    }
    if (closed || failure != null) {
      return -1;
    }
    made[slot(claimed)] = false;
    return claimed++;
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** Stops the helpers and waits until none of them works any more. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    Workers.awaitEnd(helpers);
    Workers.ended();
  }
}
