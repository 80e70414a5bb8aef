import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A pool of workers, each of which keeps the biggest report that it ever wrote in a ThreadLocal.
 * "report 4" lets all of them write one.
 */
public final class ThreadLocalLeak {
  private static final int WORKERS = 8;
  private static final ThreadLocal<Report> LAST_REPORT = new ThreadLocal<>();

  /** A report and its pages. */
  static final class Report {
    final byte[] pages;

    Report(int bytes) {
      pages = new byte[bytes];
    }
  }

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
    long bytes = 0;
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      int size = Integer.parseInt(command.replace("report ", "")) * 100_000;
      bytes = write(pool, size);
      System.out.println("workers=" + WORKERS + " bytes=" + bytes);
    }
    pool.shutdownNow();
  }

  /** Lets every worker write a report; the barrier sees to it that no worker writes two. */
  private static long write(ExecutorService pool, int size) throws Exception {
    CyclicBarrier allAtWork = new CyclicBarrier(WORKERS);
    List<Future<Integer>> written = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      written.add(
          pool.submit(
              () -> {
                allAtWork.await();
                LAST_REPORT.set(new Report(size));
                return LAST_REPORT.get().pages.length;
              }));
    }
    long bytes = 0;
    for (Future<Integer> one : written) {
      bytes += one.get();
    }
    return bytes;
  }
}
