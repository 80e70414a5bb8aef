/**
 * A Jupyter kernel: Java cells, evaluated by the JDK's own JShell in the kernel's own JVM, with the
 * verbs of {@code startup.jsh}.
 *
 * <pre>
 *   Main
 *     HeapshKernel          answers Jupyter's messages
 *       Session             one JShell; reads startup.jsh, runs cells
 *         CellControl       runs a snippet on the cell thread; interrupts it
 *         Statements        cuts a cell into snippets
 *       Completion, Inspection
 *       Displays, Console   what a cell shows and prints
 * </pre>
 */
package heapsh.kernel;
