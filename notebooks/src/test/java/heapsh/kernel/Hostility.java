package heapsh.kernel;

import java.util.List;

/** Cells that show the strings of the program {@code Hostile} in every way that there is. */
final class Hostility {
  /** What the page would have if a string had been taken for a script. */
  static final String BROKEN = "window.broken";

  /** What the page has to have: the script as text. */
  static final String AS_TEXT = "<script>window.broken = 1</script>";

  private Hostility() {}

  /** Returns the cells. */
  static List<String> cells() {
    String program =
        KernelProcess.HOME.resolve("notebooks/src/test/resources/Hostile.java").toString();
    return List.of(
        "heapsh.demo.Program hostile = heapsh.demo.Program.start(\""
            + program
            + "\")\n"
            + "hostile.say(\"\")\n"
            + "attach(hostile.pid())",
        "HeapObject nasty = hp.instancesOf(\"Hostile\").theOne()\nnasty",
        "nasty.fields()",
        "nasty.field(\"script\")",
        "((HeapObject) nasty.field(\"large\")).asString()",
        "((HeapObject) nasty.field(\"escapes\")).asString()",
        "((HeapObject) nasty.field(\"lone\")).asString()",
        "System.out.println(((HeapObject) nasty.field(\"script\")).asString())\n"
            + "System.out.println(((HeapObject) nasty.field(\"escapes\")).asString())\n"
            + "System.out.println(((HeapObject) nasty.field(\"lone\")).asString())\n"
            + "System.err.println(((HeapObject) nasty.field(\"image\")).asString())",
        "((HeapObject) nasty.field(\"keyed\")).entries()",
        "hp.heap().get(0).byVia()",
        "hp.heap().get(0).byVia().get(0).shpaths()",
        "hp.heap().get(0).byVia().get(0).rp()",
        "hp.heap().get(0).largest(1).showBackrefs()",
        "hp.instancesOf(\"Hostile\").toTable(\"script\", \"image\", \"attribute\", \"mathematics\")",
        "hp.instancesOf(\"java.lang.Thread\").toTable(\"name\")",
        "hp.threads()",
        "hp.dominatorTree()",
        "hp.heap().and(hp.at(((HeapObject) nasty.field(\"script\")).id()).set())",
        "\"the end\"");
  }
}
