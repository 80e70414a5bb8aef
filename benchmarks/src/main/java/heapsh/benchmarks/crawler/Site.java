package heapsh.benchmarks.crawler;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the pages of one host, the queue of what to fetch next, and caches of several kinds. */
final class Site {
  final String host;
  final Map<String, Page> pages = new HashMap<>();
  final Set<String> seen = new HashSet<>();
  final Deque<Page> frontier = new ArrayDeque<>();
  final Map<String, Page> recent = new LinkedHashMap<>();
  final Map<Long, SoftReference<Document>> parsed = new ConcurrentHashMap<>();
  final List<WeakReference<Page>> watched = new ArrayList<>();
  final TreeMap<Integer, Integer> pagesPerDepth = new TreeMap<>();
  Site[] neighbours = {};

  Site(String host) {
    this.host = host;
  }
}
