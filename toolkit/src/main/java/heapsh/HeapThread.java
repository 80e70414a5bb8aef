package heapsh;

import heapsh.graph.StackFrame;
import heapsh.graph.ThreadStacks;
import heapsh.render.Page;
import heapsh.render.SafeText;
import java.util.List;
import java.util.function.LongSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * One thread of a heap with its stack: the frames, innermost first, and the objects that each
 * holds. Immutable and thread-safe.
 *
 * <pre>
 *   Thread "main", RUNNABLE, java.lang.Thread 0x7f43a0001230, 2 frames.
 *   Ending it would free 114401312 bytes, its Thread object alone 1032.
 *   Crawler.run() Crawler.java:52
 *       crawler.DatabaseWrapper 0x7f43bbe0de88: 24 bytes, retains 114400280
 *   Crawler.main() Crawler.java:17
 * </pre>
 */
public final class HeapThread extends Paged implements Rich {
  private final Heap heap;
  private final int index;
  private final LongSupplier retained;

  HeapThread(Heap heap, int index, LongSupplier retained) {
    this.heap = heap;
    this.index = index;
    this.retained = retained;
  }

  Heap heap() {
    return heap;
  }

  /**
   * One frame: what runs, where it stands in its source, and the objects that it holds.
   *
   * @param method as {@code Crawler.run()}; empty for what the stack holds in no known frame
   * @param source as {@code Crawler.java:52} or {@code native}; empty when unknown
   * @param locals the objects, each as often as the frame holds it; variables have no names there
   */
  public record Frame(String method, String source, List<HeapObject> locals) implements Rich {
    private static final int LONGEST = 500;

    /** Returns the method, where it stands, and how many objects it holds. */
    @Override
    public String toString() {
      return SafeText.of((method + " " + source).strip(), LONGEST)
          + ", "
          + Listing.counted(locals.size(), "local");
    }
  }

  /**
   * Returns the name, empty when there is none. It is not escaped: it is what stands in the heap.
   *
   * <p>Cost: O(characters).
   *
   * <p>Example: {@code hp.threads().get(0).name()}
   */
  public String name() {
    return ThreadNames.text(heap, index);
  }

  /**
   * Returns the state as Thread.State names it, empty when it is not known.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.threads().get(0).state()}
   */
  public String state() {
    return new ThreadStates(heap.graph()).of(index);
  }

  /**
   * Tells whether it is a virtual thread.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.threads().get(0).isVirtual()}
   */
  public boolean isVirtual() {
    return ThreadStates.isVirtual(heap.graph(), index);
  }

  /**
   * Returns the Thread object.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.threads().get(0).object().field("contextClassLoader")}
   */
  public HeapObject object() {
    return new HeapObject(heap, index);
  }

  /**
   * Returns the frames of the stack, the innermost first; none when the dump has no stack of this
   * thread. Objects that the stack holds in no known frame stand in a last one without a method.
   *
   * <p>Cost: O(frames), read from the dump.
   *
   * <p>Example: {@code hp.threads().get(0).frames().get(0).locals()}
   */
  public List<Frame> frames() {
    return heap.graph().stacks().frames(index).stream().map(this::frame).toList();
  }

  private Frame frame(StackFrame frame) {
    List<HeapObject> locals =
        frame.locals().stream().map(local -> new HeapObject(heap, local)).toList();
    return new Frame(frame.method(), frame.source(), locals);
  }

  /** Returns the number of frames, without reading them. */
  int frameCount() {
    return heap.graph().stacks().frameCount(index);
  }

  /**
   * Returns the objects that the stack holds, as a set.
   *
   * <p>Cost: O(locals).
   *
   * <p>Example: {@code hp.threads().get(0).locals().byClass()}
   */
  public ObjectSet locals() {
    ThreadStacks stacks = heap.graph().stacks();
    return heap.set(RoaringBitmap.bitmapOf(stacks.locals(index)));
  }

  /**
   * Returns what would be freed if the thread ended, in bytes: its Thread object with its thread
   * locals, and what only locals of its stack keep alive. What another root holds as well does not
   * count.
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.threads().get(0).retainedSize()}
   */
  public long retainedSize() {
    return retained.getAsLong();
  }

  @Override
  Page page(int most) {
    return ThreadText.stack(this, most);
  }
}
