/**
 * Running JVMs: which there are, histograms of their classes, and live dumps of them.
 *
 * <pre>
 *   for (LiveJvm jvm : LiveJvm.list()) {
 *     System.out.println(jvm.pid() + " " + jvm.mainClass());
 *   }
 *   try (HistogramSource source = HistogramSource.of(4711)) {
 *     System.out.println(source.take(true).of("java.lang.String").count());
 *   }
 *   try (LiveDump dump = LiveDump.take(4711, System.out::println)) {
 *     // read dump.path(); it is deleted on close
 *   }
 * </pre>
 *
 * <p>Nothing of heapsh runs in the other JVM. One on this machine is asked over HotSpot's attach
 * mechanism: the public attach API opens its socket, and diagnostic commands go over that socket
 * ({@code AttachSocket} tells why), or by the JDK's own {@code jcmd} where there is no such socket.
 * No agent is loaded and no management server is started there, so histogram and dump show the
 * program alone. One on another host is asked over remote JMX, which it has to offer.
 */
package heapsh.live;
