import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Holds strings that must break neither a page nor a terminal nor a kernel. */
public final class Hostile {
  static final Hostile INSTANCE = new Hostile();

  final String script = "<script>window.broken = 1</script>";
  final String image = "<img src=x onerror='window.broken = 1'>";
  final String attribute = "\"><svg onload=window.broken=1>";
  final String link = "<a href=\"javascript:window.broken=1\">go</a>";
  final String mathematics = "$\\unsafe{window.broken=1}$";
  final String escapes = "\u001b[2J\u001b]0;title\u0007\u0000\u202e";
  final String lone = "\ud800 and \udfff";
  final String large = "<b>large</b>".repeat(300_000);
  final Map<String, byte[]> keyed = new HashMap<>();
  final Thread thread = new Thread(() -> {}, script);

  private Hostile() {
    for (String key : new String[] {script, image, attribute, link, mathematics, escapes, lone}) {
      keyed.put(key, new byte[200_000]);
    }
  }

  public static void main(String[] args) throws IOException {
    int command = System.in.read();
    while (command >= 0) {
      if (command == '\n') {
        System.out.println("ready");
      }
      command = System.in.read();
    }
  }
}
