/**
 * Knows what the JDK's own classes mean in a heap: strings, containers, and how objects refer to
 * each other.
 *
 * <pre>
 *   JdkModel model = JdkModel.of(graph);
 *   Relations.Cursor cursor = model.relations().cursor(false);
 *   int count = cursor.moveTo(index);
 *   for (int k = 0; k &lt; count; k++) {
 *     System.out.println(model.relations().relation(cursor.relation(k)).text()); // ["sql"].value
 *   }
 * </pre>
 *
 * <p>The layouts of containers are rows in {@code Descriptors}; a further JDK is a further row.
 */
package heapsh.jdk;
