package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The step {@code .name}: an instance field, a static one of a class object, {@code length} of what
 * has one.
 *
 * @param name the field's name; {@code Parent.name} means the field that this superclass declares
 */
record FieldStep(String name) implements Step {
  private static final String LENGTH = "length";

  /** So many names of members can be told in an error. */
  private static final int FEW = 20;

  @Override
  public String text() {
    return '.' + name;
  }

  @Override
  public Walker on(HeapReader heap) {
    return new FieldWalker(heap, name);
  }

  /** Finds the instance field of this name, own before inherited; null when there is none. */
  static HeapField find(HeapGraph graph, HeapClass type, String name) {
    HeapField field = type.fieldNamed(name);
    int dot = name.lastIndexOf('.');
    if (field != null || dot < 0) {
      return field;
    }
    String owner = name.substring(0, dot);
    for (int k = 0; k < type.fieldCount(); k++) {
      HeapField candidate = type.field(k);
      if (candidate.name().equals(name.substring(dot + 1))
          && isNamed(graph.heapClass(candidate.declaringClass()).name(), owner)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean isNamed(String className, String given) {
    return className.equals(given) || ClassNames.simple(className).equals(given);
  }

  /** Says where the field of a class stands. */
  private record Place(HeapField field, int holder, boolean length) {
    static final Place NONE = new Place(null, -1, false);
    static final Place AS_LENGTH = new Place(null, -1, true);
  }

  private static final class FieldWalker implements Walker {
    private final HeapReader heap;
    private final HeapGraph graph;
    private final String name;
    private final Int2ObjectOpenHashMap<Place> places = new Int2ObjectOpenHashMap<>();
    private int lastKey;
    private Place last;

    FieldWalker(HeapReader heap, String name) {
      this.heap = heap;
      this.graph = heap.graph();
      this.name = name;
    }

    @Override
    public void walk(int index, Value out) {
      Place place = placeOf(index);
      if (place.field() != null) {
        heap.field(place.holder() >= 0 ? place.holder() : index, place.field(), out);
      } else if (place.length()) {
        CallStep.readLength(heap, index, out);
      } else {
        out.set(Value.Kind.MISSING);
      }
    }

    private Place placeOf(int index) {
      int represented = graph.representedClass(index);
      int key = represented >= 0 ? ~represented : graph.classNumber(index);
      if (last == null || key != lastKey) {
        last = places.get(key);
        if (last == null) {
          last = represented >= 0 ? findStatic(represented) : findInstance(index);
          places.put(key, last);
        }
        lastKey = key;
      }
      return last;
    }

    private Place findInstance(int index) {
      HeapField field = find(graph, heap.classOf(index), name);
      if (field != null) {
        return new Place(field, -1, false);
      }
      return name.equals(LENGTH) && heap.isOfClassWithLength(index) ? Place.AS_LENGTH : Place.NONE;
    }

    /** Looks for a static field as Java does: in the class, then in its superclasses. */
    private Place findStatic(int classNumber) {
      int number = classNumber;
      for (int depth = 0; number >= 0 && depth < PlainTypes.MAX_SUPERS; depth++) {
        HeapClass type = graph.heapClass(number);
        HeapField field = type.staticNamed(name);
        if (field != null && type.objectIndex() >= 0) {
          return new Place(field, type.objectIndex(), false);
        }
        number = type.superNumber();
      }
      return Place.NONE;
    }

    @Override
    public String explain(int index) {
      int represented = graph.representedClass(index);
      HeapClass type = represented >= 0 ? graph.heapClass(represented) : heap.classOf(index);
      return "no "
          + (represented >= 0 ? "static " : "")
          + "field '"
          + SafeText.of(name, 80)
          + "' in "
          + SafeText.of(type.name(), 200)
          + (type.isPhantom() ? ", whose description the dump does not hold" : "")
          + hint(represented >= 0 ? statics(type) : members(type, index));
    }

    private String hint(List<String> names) {
      if (name.equals("class")) {
        return "; className() gives the class";
      }
      String near = NearMatches.hint(name, names);
      return near.isEmpty() && !names.isEmpty() && names.size() <= FEW
          ? "; it has " + SafeText.of(String.join(", ", names), 200)
          : near;
    }

    private static List<String> statics(HeapClass type) {
      return type.staticFields().stream().map(HeapField::name).toList();
    }

    private List<String> members(HeapClass type, int index) {
      List<String> names = new ArrayList<>();
      for (int k = 0; k < type.fieldCount(); k++) {
        names.add(type.field(k).name());
      }
      if (heap.isOfClassWithLength(index)) {
        names.add(LENGTH);
      }
      names.addAll(CallStep.calls());
      return names;
    }
  }
}
