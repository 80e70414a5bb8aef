package heapsh;

import heapsh.demo.Crawler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The demo's crawler in a JVM of its own. It ends when closed, and with this JVM, since its input
 * ends then.
 */
final class CrawlerProcess implements AutoCloseable {
  private final Process process;
  private final OutputStream commands;
  private final BufferedReader answers;

  private CrawlerProcess(Process process) {
    this.process = process;
    this.commands = process.getOutputStream();
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it from the jar or directory that this class comes from.
   *
   * @throws HeapException when it cannot be started
   */
  static CrawlerProcess start() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      Path code =
          Path.of(Crawler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new CrawlerProcess(
          new ProcessBuilder(java, "-Xmx256m", "-cp", code.toString(), Crawler.class.getName())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new HeapException("cannot start the crawler: " + e.getMessage(), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * Lets it crawl so many pages more and waits until it has; returns its answer.
   *
   * @throws HeapException when it has ended
   */
  String crawl(int pages) {
    try {
      commands.write(("crawl " + pages + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new HeapException("the crawler ended too early; is there 256 MB of memory for it?");
      }
      return answer;
    } catch (IOException e) {
      throw new HeapException("the crawler ended too early: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
