/**
 * Asks a heap, of a dump or of a running JVM, what fills it and who holds it: the API that users of
 * {@code jshell} and of notebooks type.
 *
 * <pre>
 *   try (Heap hp = Heap.open(Path.of("crawler.hprof"))) {
 *     Partition byClass = hp.heap().byClass();       // what fills it
 *     ObjectSet biggest = byClass.get(0);
 *     System.out.println(biggest.byVia());           // by which relation it is referred to
 *     System.out.println(biggest.shpaths());         // by which paths from the roots
 *     System.out.println(biggest.rp());              // in which pattern of references
 *     System.out.println(biggest.retainedSize());    // what would be freed with it
 *   }
 * </pre>
 *
 * <p>A query is a value, computed when it is asked for and printed by {@code toString()} within 80
 * columns; the verbs are on the types in the first column, the work is in those of the second.
 *
 * <table>
 *   <caption>Where things are</caption>
 *   <tr><th>what users hold<th>what it stands on
 *   <tr><td>{@link heapsh.Heap}, {@link heapsh.Options}, {@link heapsh.HeapInfo}
 *       <td>{@code Opened}, {@code HeapReader}; {@code LiveTarget} when it is a running JVM
 *   <tr><td>{@link heapsh.ObjectSet}, {@link heapsh.Partition}, {@link heapsh.Kind}
 *       <td>{@link heapsh.Classifier} and the {@code By...} classes, which give each object a kind;
 *       {@code Grouping} counts them; {@code Instances}, {@code Where...} and {@code Tokens} read
 *       names and conditions
 *   <tr><td>{@link heapsh.RootPaths} <td>{@code PathQuery} searches, {@code PathShapes} merges paths
 *       into a {@code ShapeTrie}, {@code Step...} name what they pass
 *   <tr><td>{@link heapsh.ReferencePattern} <td>{@code Pattern...}
 *   <tr><td>{@link heapsh.Branches} <td>{@code DominatorBranches}, {@code RetainedRows}
 *   <tr><td>{@link heapsh.HeapObject} <td>{@code ObjectView}, {@code Value}, {@code FieldPath}
 *   <tr><td>{@link heapsh.Growth}, {@link heapsh.PathGrowth} <td>{@code Looks} of a running JVM;
 *       {@code DumpSeries} and {@code ShapeUnion} over dumps
 *   <tr><td>{@link heapsh.Watch}, {@link heapsh.Suspects}, {@link heapsh.Rule}
 *       <td>{@code heapsh.live}; {@code WatchDump}
 *   <tr><td>{@link heapsh.Stat}, {@link heapsh.Summary}, {@link heapsh.Tracker} <td>{@code StatFile}
 *   <tr><td>{@link heapsh.Chain}, {@link heapsh.WhyAlive}, {@link heapsh.RefTree},
 *       {@link heapsh.Cycles}, {@link heapsh.Asized} <td>{@code ChainSearch}, {@code
 *       StrongComponents} and {@code DeepReach} of {@code heapsh.graph}; {@code TreeEdges}, {@code
 *       DeepParts}
 *   <tr><td>{@link heapsh.Profile}, {@link heapsh.ClassTracker}, {@link heapsh.RelativeHeap}
 *       <td>series of {@link heapsh.Stat}; {@code Reference}
 *   <tr><td>{@link heapsh.Rich}, what each of these is <td>{@code heapsh.render}; {@code Paging},
 *       {@code SavedForm}
 *   <tr><td>{@link heapsh.Shell}, {@link heapsh.Notebook} <td>{@code startup.jsh}; {@code Help},
 *       which this javadoc feeds
 * </table>
 *
 * <p>What a user or a dump can cause is a {@link heapsh.HeapException}, of one line.
 */
package heapsh;
