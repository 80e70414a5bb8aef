package heapsh.graph;

import heapsh.hprof.FieldType;
import heapsh.hprof.Losses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts into an index, and takes out of it, what a heap has beside its columns: facts about the
 * dump, classes with their fields, GC roots.
 *
 * @param objects how many objects there are
 * @param duplicates how many records repeat an object
 * @param classes all classes, by number
 * @param classOfClasses the number of java.lang.Class
 * @param roots the GC roots
 * @param dataless whether there are arrays without elements, of Android
 * @param info facts about the dump
 */
record KeptCatalog(
    int objects,
    long duplicates,
    HeapClass[] classes,
    int classOfClasses,
    GcRoots roots,
    boolean dataless,
    GraphInfo info) {
  private static final FieldType[] TYPES = FieldType.values();
  private static final Strength[] STRENGTHS = Strength.values();
  private static final RootKind[] KINDS = RootKind.values();

  /** The bytes that a field takes at least: no name, type, offset, slot. */
  private static final int FIELD_BYTES = 13;

  private static final int CLASS_BYTES = 43;
  private static final int ROOT_BYTES = 17;
  private static final int NO_TYPE = -1;

  /** No dump is larger: sixteen terabytes. */
  private static final long MOST_FILE_BYTES = 1L << 44;

  /** Returns this catalog with other facts about the dump. */
  KeptCatalog with(GraphInfo newInfo) {
    return new KeptCatalog(objects, duplicates, classes, classOfClasses, roots, dataless, newInfo);
  }

  void keep(SectionList out) {
    ByteSink facts = new ByteSink();
    facts.putInt(objects).putLong(duplicates).putInt(classOfClasses);
    facts.putText(info.format()).putInt(info.idBytes());
    facts.putLong(info.time().getEpochSecond()).putInt(info.time().getNano());
    facts.putLong(info.fileBytes()).putText(info.layout()).putText(info.engine());
    facts.putInt(info.warnings().size());
    info.warnings().forEach(facts::putText);
    facts.putInt(info.heapNames().size());
    info.heapNames().forEach(facts::putText);
    facts.putByte(dataless ? 1 : 0);
    out.blob("catalog.facts", facts.toArray());
    ByteSink types = new ByteSink();
    types.putInt(classes.length);
    for (HeapClass type : classes) {
      putClass(types, type);
    }
    out.blob("catalog.classes", types.toArray());
    ByteSink all = new ByteSink();
    all.putInt(roots.all().size());
    for (int k = 0; k < roots.all().size(); k++) {
      GcRoot root = roots.all().get(k);
      all.putInt(root.index()).putByte(root.kind().ordinal()).putInt(root.thread());
      all.putInt(roots.frame(k)).putText(root.method());
    }
    out.blob("catalog.roots", all.toArray());
  }

  private static void putClass(ByteSink to, HeapClass type) {
    to.putText(type.name()).putLong(type.id()).putInt(type.objectIndex());
    to.putInt(type.superNumber()).putInt(type.loaderIndex());
    to.putByte(type.elementType() == null ? NO_TYPE : type.elementType().ordinal());
    to.putByte(type.referentStrength().ordinal()).putByte(type.isPhantom() ? 1 : 0);
    to.putInt(type.dataBytes());
    putFields(to, type.staticFields());
    putFields(to, type.declaredFields());
  }

  private static void putFields(ByteSink to, List<HeapField> fields) {
    to.putInt(fields.size());
    for (HeapField field : fields) {
      to.putText(field.name()).putByte(field.type().ordinal());
      to.putInt(field.offset()).putInt(field.slot());
    }
  }

  /**
   * Takes the catalog out of an index.
   *
   * @param dump what {@link GraphInfo#path} is to be
   */
  static KeptCatalog of(IndexFile in, Path dump, long startNanos) {
    ByteSource facts = in.blob("catalog.facts");
    int objects = facts.getIntIn(0, Integer.MAX_VALUE);
    if (!ObjectColumns.isKept(in, objects)) {
      throw facts.bad(); // before room for so many objects is taken
    }
    long duplicates = facts.getLong();
    int classOfClasses = facts.getInt();
    String format = facts.getName();
    int idBytes = facts.getIntIn(4, 9);
    Instant time = time(facts);
    long fileBytes = facts.getLong();
    if (fileBytes < 0 || fileBytes > MOST_FILE_BYTES) {
      throw facts.bad();
    }
    String layout = facts.getName();
    String engine = facts.getName();
    List<String> warnings = texts(facts);
    List<String> heapNames = texts(facts);
    boolean dataless = facts.getBoolean();
    facts.end();
    HeapClass[] classes = new ClassDecoder(in.blob("catalog.classes"), objects).all();
    if (classOfClasses < 0 || classOfClasses >= classes.length) {
      throw facts.bad();
    }
    GcRoots roots = roots(in.blob("catalog.roots"), objects);
    GraphInfo info =
        new GraphInfo(
            dump,
            format,
            idBytes,
            time,
            fileBytes,
            layout,
            engine,
            Duration.ofNanos(System.nanoTime() - startNanos),
            Losses.NONE,
            heapNames,
            warnings);
    return new KeptCatalog(objects, duplicates, classes, classOfClasses, roots, dataless, info);
  }

  private static List<String> texts(ByteSource source) {
    List<String> texts = new ArrayList<>();
    for (int count = source.count(Integer.BYTES); count > 0; count--) {
      texts.add(source.getName());
    }
    return List.copyOf(texts);
  }

  private static Instant time(ByteSource facts) {
    long seconds = facts.getLong();
    int nanos = facts.getInt();
    if (seconds < Instant.MIN.getEpochSecond()
        || seconds > Instant.MAX.getEpochSecond()
        || nanos < 0
        || nanos >= 1_000_000_000) {
      throw facts.bad();
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static GcRoots roots(ByteSource source, int objects) {
    int count = source.count(ROOT_BYTES);
    List<GcRoot> roots = new ArrayList<>(count);
    int[] frames = new int[count];
    for (int i = 0; i < count; i++) {
      int index = source.getIntIn(0, objects);
      RootKind kind = KINDS[source.getIn(0, KINDS.length)];
      int thread = source.getIntIn(-1, objects);
      frames[i] = source.getInt();
      roots.add(new GcRoot(index, kind, thread, source.getText()));
    }
    source.end();
    return RootTable.ofResolved(roots, frames, objects);
  }

  /**
   * Tells whether another catalog has the same objects, classes and roots, so that columns made for
   * that one can stand in for those of this one.
   */
  boolean describesSameAs(KeptCatalog other) {
    if (objects != other.objects
        || classes.length != other.classes.length
        || !roots.all().equals(other.roots.all())) {
      return false;
    }
    for (int i = 0; i < classes.length; i++) {
      if (classes[i].id() != other.classes[i].id()
          || classes[i].objectIndex() != other.classes[i].objectIndex()
          || classes[i].dataBytes() != other.classes[i].dataBytes()
          || !classes[i].name().equals(other.classes[i].name())) {
        return false;
      }
    }
    return true;
  }

  /** Decodes classes; a class is made after its superclass, which may follow it. */
  private static final class ClassDecoder {
    private final ByteSource source;
    private final int objects;
    private final Decoded[] decoded;
    private final HeapClass[] made;

    ClassDecoder(ByteSource source, int objects) {
      this.source = source;
      this.objects = objects;
      int count = source.count(CLASS_BYTES);
      decoded = new Decoded[count];
      made = new HeapClass[count];
    }

    HeapClass[] all() {
      for (int number = 0; number < decoded.length; number++) {
        decoded[number] = decode(number);
      }
      source.end();
      for (int number = 0; number < made.length; number++) {
        makeWithSupers(number);
      }
      return made;
    }

    private Decoded decode(int number) {
      String name = source.getName();
      long id = source.getLong();
      int objectIndex = source.getIntIn(-1, objects);
      int superNumber = source.getIntIn(-1, decoded.length);
      int loaderIndex = source.getIntIn(-1, objects);
      int element = source.getIn(NO_TYPE, TYPES.length);
      Strength strength = STRENGTHS[source.getIn(0, STRENGTHS.length)];
      boolean phantom = source.getBoolean();
      int dataBytes = source.getIntIn(-1, Integer.MAX_VALUE);
      List<HeapField> statics = fields(number, true);
      List<HeapField> own = fields(number, false);
      return new Decoded(
          name,
          id,
          objectIndex,
          superNumber,
          loaderIndex,
          element == NO_TYPE ? null : TYPES[element],
          strength,
          phantom,
          dataBytes,
          statics,
          own);
    }

    private List<HeapField> fields(int number, boolean isStatic) {
      int count = source.count(FIELD_BYTES);
      List<HeapField> fields = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String name = source.getName();
        FieldType type = TYPES[source.getIn(0, TYPES.length)];
        fields.add(new HeapField(name, type, number, isStatic, source.getInt(), source.getInt()));
      }
      return fields;
    }

    private void makeWithSupers(int number) {
      List<Integer> chain = new ArrayList<>();
      for (int n = number; n >= 0 && made[n] == null; n = decoded[n].superNumber) {
        chain.add(n);
        if (chain.size() > made.length) {
          throw new UnusableIndexException("a class is its own superclass");
        }
      }
      for (int i = chain.size() - 1; i >= 0; i--) {
        made[chain.get(i)] = make(chain.get(i));
      }
    }

    private HeapClass make(int number) {
      Decoded d = decoded[number];
      List<HeapField> layout = new ArrayList<>(d.own);
      if (d.dataBytes >= 0 && d.superNumber >= 0) {
        HeapClass parent = made[d.superNumber];
        for (int k = 0; k < parent.fieldCount(); k++) {
          layout.add(parent.field(k));
        }
      }
      return new HeapClass(
          number,
          d.name,
          d.id,
          d.objectIndex,
          d.superNumber,
          d.loaderIndex,
          d.elementType,
          d.strength,
          d.phantom,
          d.dataBytes,
          d.statics,
          layout.toArray(HeapField[]::new));
    }

    private record Decoded(
        String name,
        long id,
        int objectIndex,
        int superNumber,
        int loaderIndex,
        FieldType elementType,
        Strength strength,
        boolean phantom,
        int dataBytes,
        List<HeapField> statics,
        List<HeapField> own) {}
  }
}
