package heapsh;

import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * The step {@code ["key"]}: the value of a key in a map. Keys are compared as in a condition: the
 * text of Strings, the number of boxes, the name of an enum's constant.
 *
 * @param text the step as it was written
 * @param key the key
 */
record KeyStep(String text, Value key) implements Step {
  private static final int KEYS_LOOKED_AT = 1000;

  static KeyStep of(long key) {
    return new KeyStep("[" + key + "]", Value.of(FieldType.LONG, key));
  }

  static KeyStep of(String key) {
    return new KeyStep("[" + SafeText.quote(key, 80) + "]", Value.ofText(key));
  }

  /** Makes the step for the name of an enum's constant, which stands without quotes. */
  static KeyStep ofConstant(String name) {
    return new KeyStep("[" + name + "]", Value.ofText(name));
  }

  @Override
  public Walker on(HeapReader heap) {
    return new KeyWalker(heap, key);
  }

  private static final class KeyWalker implements Walker {
    private static final int NOT_FOUND = -3;

    private final HeapReader heap;
    private final Value key;
    private final Value candidate = new Value();
    private int lastMap = -1;
    private int lastFound;
    private long seen;

    KeyWalker(HeapReader heap, Value key) {
      this.heap = heap;
      this.key = key;
    }

    @Override
    public void walk(int index, Value out) {
      if (!heap.isMap(index)) {
        out.set(Value.Kind.MISSING);
        return;
      }
      // Many objects may share one large map: search it once for all of them that come in a row.
      if (index != lastMap) {
        lastMap = -1;
        lastFound = NOT_FOUND;
        heap.entries(index, this::look);
        lastMap = index;
      }
      if (lastFound == NOT_FOUND) {
        out.set(Value.Kind.EMPTY);
      } else {
        HeapReader.toValue(lastFound, out);
      }
    }

    private void look(int keyIndex, int value) {
      HeapReader.checkStop(++seen);
      if (keyIndex != ObjectReader.NULL && matches(keyIndex)) {
        lastFound = value;
        HeapReader.Enough.when(true);
      }
    }

    private boolean matches(int keyIndex) {
      HeapReader.toValue(keyIndex, candidate);
      return Comparing.equal(heap, candidate, key);
    }

    @Override
    public String explain(int index) {
      String name = SafeText.of(heap.classOf(index).name(), 200);
      if (!heap.isMap(index)) {
        return name + " is no known map, so it has no key " + shownKey();
      }
      List<String> keys = textKeys(index);
      String hint = key.is(Value.Kind.TEXT) ? NearMatches.hint(key.text(), keys) : "";
      return "no key "
          + shownKey()
          + " in "
          + name
          + " of "
          + heap.length(index)
          + " entries"
          + hint;
    }

    private String shownKey() {
      return key.is(Value.Kind.TEXT) ? SafeText.quote(key.text(), 80) : String.valueOf(key.boxed());
    }

    private List<String> textKeys(int index) {
      List<String> keys = new ArrayList<>();
      heap.entries(
          index,
          (keyIndex, value) -> {
            HeapReader.Enough.when(keys.size() >= KEYS_LOOKED_AT);
            if (keyIndex >= 0) {
              HeapReader.toValue(keyIndex, candidate);
              if (heap.toPlain(candidate, 100) && candidate.is(Value.Kind.TEXT)) {
                keys.add(candidate.text());
              }
            }
          });
      return keys;
    }
  }
}
