package heapsh.live;

import heapsh.HeapException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Holds a class histogram that was saved as text: the output of {@code jcmd PID GC.class_histogram}
 * or {@code jmap -histo PID}, of JDK 8 to the newest.
 *
 * @param file the file
 * @param histogram what it says, with the file's last change for a time; whether only live objects
 *     were counted is not in the text: {@code GC.class_histogram} does so unless it is given {@code
 *     -all}, and {@code jmap -histo} does not unless it is given {@code :live}
 * @param pid the process, which jcmd names in the first line; -1 where it is not named
 */
public record SavedHistogram(Path file, ClassHistogram histogram, long pid) {
  /**
   * Reads a file.
   *
   * @throws HeapException when there is no such file, it holds something else or is cut off; it
   *     names the line
   */
  public static SavedHistogram read(Path file) {
    String name = Target.printable(String.valueOf(file.getFileName()));
    if (Files.isDirectory(file)) {
      throw new HeapException(name + " is a directory, not a saved class histogram");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        Reader text = new InputStreamReader(in, charset(in))) {
      HistogramText.Parsed parsed =
          HistogramText.parse(name, text, Files.getLastModifiedTime(file).toInstant(), true);
      return new SavedHistogram(file, parsed.histogram(), parsed.pid());
    } catch (NoSuchFileException e) {
      throw new HeapException("no file " + Target.printable(file.toString()), e);
    } catch (IOException e) {
      throw new HeapException(
          "cannot read " + Target.printable(file.toString()) + ": " + e.getMessage(), e);
    }
  }

  /** Tells UTF-16, which Windows' PowerShell writes on redirection, by its byte order mark. */
  private static Charset charset(InputStream in) throws IOException {
    in.mark(3);
    int first = in.read();
    int second = in.read();
    if (first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF) {
      in.reset();
      return StandardCharsets.UTF_16;
    }
    if (first == 0xEF && second == 0xBB && in.read() == 0xBF) {
      return StandardCharsets.UTF_8;
    }
    in.reset();
    return StandardCharsets.UTF_8;
  }
}
