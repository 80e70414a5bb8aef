package heapsh.graph;

import heapsh.fixtures.AndroidDump;
import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the corpus that fuzzing of the reader begins with: small dumps of every form.
 *
 * <p>Run its {@code main} with the directory as argument, see CONTRIBUTING.md.
 */
final class FuzzSeeds {
  private FuzzSeeds() {}

  public static void main(String[] args) throws IOException {
    write(Files.createDirectories(Path.of(args[0])));
  }

  /** Writes all seeds into a directory. */
  static void write(Path directory) throws IOException {
    Graphs.random(directory.resolve("graph-8"), 1, 8);
    Graphs.random(directory.resolve("graph-4"), 2, 4);
    Graphs.random(directory.resolve("odd-ids"), 9, 8);
    AndroidDump.write(directory.resolve("android"));
    Path old = Dump.write(directory.resolve("old"), "JAVA PROFILE 1.0.1", 4, FuzzSeeds::content);
    Path small =
        Dump.write(directory.resolve("small"), "JAVA PROFILE 1.0.2", 8, FuzzSeeds::content);
    byte[] bytes = Files.readAllBytes(small);
    Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 40));
    Files.write(directory.resolve("old-gz"), gzip(Files.readAllBytes(old)));
  }

  private static void content(Dump d) {
    Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT).field("n", FieldType.INT);
    node.staticField("first", FieldType.OBJECT, 0x1040);
    d.root(d.instance(node, d.instance(node, 0, 1), 2));
    d.root(d.array(d.string("text"), 0));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
