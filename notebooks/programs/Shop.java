import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shop with a catalog that stays, and baskets that should go once they are paid but do not.
 * Commands: "sell 1000" and "dump FILE".
 */
public final class Shop {
  static final Shop INSTANCE = new Shop();

  private final Map<Integer, String> catalog = new HashMap<>();
  private final Baskets baskets = new Baskets();
  private int sold;

  /** What is in a basket. */
  record Item(String name, int price) {}

  /** The basket of one visitor. */
  static final class Basket {
    final List<Item> items = new ArrayList<>();
    boolean paid;
  }

  /** Knows every basket; the paid ones should be removed. */
  static final class Baskets {
    final Map<Integer, Basket> byVisitor = new HashMap<>();
  }

  private Shop() {
    for (int i = 0; i < 20_000; i++) {
      catalog.put(i, "a thing with the number " + i);
    }
  }

  public static void main(String[] args) throws IOException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      String argument = command.substring(command.indexOf(' ') + 1);
      if (command.startsWith("dump ")) {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(argument, true);
      } else {
        INSTANCE.sell(Integer.parseInt(argument));
      }
      System.out.println(INSTANCE.truth());
    }
  }

  private void sell(int visitors) {
    for (int i = 0; i < visitors; i++) {
      int visitor = sold++;
      Basket basket = new Basket();
      for (int item = 0; item <= visitor % 5; item++) {
        basket.items.add(new Item("item " + item + " of visitor " + visitor, 100 + item));
      }
      basket.paid = true;
      baskets.byVisitor.put(visitor, basket);
    }
  }

  private String truth() {
    int items = baskets.byVisitor.values().stream().mapToInt(b -> b.items.size()).sum();
    return "baskets=" + baskets.byVisitor.size() + " items=" + items + " catalog=" + catalog.size();
  }
}
