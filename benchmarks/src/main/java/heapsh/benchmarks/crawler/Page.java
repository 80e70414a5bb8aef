package heapsh.benchmarks.crawler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds one fetched page: its text, its headers and its links to other pages. */
final class Page {
  final Site site;
  final String url;
  final int depth;
  final byte[] body;
  final Long fetchedAt;
  final Double score;
  final Map<String, String> headers = new HashMap<>();
  final List<Link> links = new ArrayList<>(4);
  Page parent;

  Page(Site site, String url, int depth, byte[] body, long fetchedAt, double score) {
    this.site = site;
    this.url = url;
    this.depth = depth;
    this.body = body;
    this.fetchedAt = fetchedAt;
    this.score = score;
  }
}
