package heapsh;

import heapsh.render.Page;
import java.util.Map;

/**
 * Shows what is laid out as a page: in full, in what a shell displays uncut, and as HTML. It is
 * public for a shell's sake, which has a list of two such tables as a list of these; all its verbs
 * are those of {@link Rich}.
 */
public abstract class Paged implements Rich {
  Paged() {}

  /** Lays out the page at hand with at most so many rows. */
  abstract Page page(int most);

  @Override
  public String text() {
    return page(Integer.MAX_VALUE).whole();
  }

  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), this::page);
  }

  /** Returns the page in at most 80 columns and 1,000 characters, complete rows only. */
  @Override
  public String toString() {
    return Paging.shown(this::page);
  }
}
