/**
 * A synthetic crawler's heap: what {@link heapsh.benchmarks.Generate} fills a JVM with before it
 * dumps itself.
 *
 * <pre>
 *   static Crawler.sites ──▶ Site ──▶ HashMap ──▶ Page ──▶ Link ──▶ Page (any site)
 *                             ▲                    │
 *                             └────────────────────┘
 *   static Connections.INSTANCE ──▶ DatabaseWrapper ──▶ ArrayDeque ──▶ {"sql": ..., "time": ...}
 *   static History.first ──▶ Visit ──▶ Visit ──▶ ... (a million)
 * </pre>
 *
 * <p>Everything is drawn from one seeded generator, so two runs make the same objects.
 */
package heapsh.benchmarks.crawler;
