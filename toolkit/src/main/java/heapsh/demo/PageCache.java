package heapsh.demo;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers pages three ways: the last few by force, all of them softly by address, their hosts
 * weakly.
 */
final class PageCache {
  private static final int RECENT = 50;
  private static final float LOAD = 0.75f;

  private final Map<String, Page> recent =
      new LinkedHashMap<>(RECENT, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Page> eldest) {
          return size() > RECENT;
        }
      };
  private final Map<String, SoftReference<Page>> byUrl = new ConcurrentHashMap<>();
  private final Map<String, WeakReference<String>> titles = new ConcurrentHashMap<>();

  /** A page that was fetched. */
  record Page(String url, String title, int bytes) {}

  synchronized void add(Page page) {
    recent.put(page.url(), page);
    byUrl.put(page.url(), new SoftReference<>(page));
    titles.put(page.url(), new WeakReference<>(page.title()));
  }
}
