/**
 * Running JVMs: which there are, and live dumps of them.
 *
 * <pre>
 *   for (LiveJvm jvm : LiveJvm.list()) {
 *     System.out.println(jvm.pid() + " " + jvm.mainClass());
 *   }
 *   try (LiveDump dump = LiveDump.take(4711, System.out::println)) {
 *     // read dump.path(); it is deleted on close
 *   }
 * </pre>
 *
 * <p>Nothing of heapsh runs in the other JVM. It is asked over HotSpot's attach mechanism, through
 * the public attach API and the JDK's own {@code jcmd}; no agent is loaded and no management server
 * is started there, so the dump shows the program alone.
 */
package heapsh.live;
