package heapsh.jdk;

import heapsh.HeapException;
import heapsh.graph.Fetcher;
import heapsh.graph.GcRoot;
import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;

/**
 * Names edges by the field, static or array slot that they are. {@link LogicalEdges} sees further.
 * One thread's.
 */
class RawEdges {
  /** What is gathered of the edges to an object. */
  enum Mode {
    RELATIONS,
    REFERRERS,
    STEP
  }

  private static final int INTERRUPT_MASK = (1 << 16) - 1;

  final HeapGraph graph;
  final Relations.Names names;
  final ReferenceCursor incoming;
  final ReferenceCursor fields;
  private final Fetcher fetcher;
  private final NumberSet found = new NumberSet();
  private final boolean[] isArray;
  private final int classClass;

  /** The object whose referrers are being looked at. */
  int target;

  Mode mode = Mode.RELATIONS;

  /** The first relation found in mode STEP. */
  private int firstFound;

  RawEdges(Relations relations) {
    graph = relations.graph;
    names = relations.names();
    incoming = graph.incoming();
    fields = graph.outgoing();
    fetcher = graph.fetcher();
    isArray = new boolean[graph.classCount()];
    int ofClasses = -1;
    for (int number = 0; number < isArray.length; number++) {
      isArray[number] = graph.heapClass(number).isArray();
      if (graph.heapClass(number).name().equals("java.lang.Class")) {
        ofClasses = number;
      }
    }
    classClass = ofClasses;
  }

  final int relations(int index) {
    mode = Mode.RELATIONS;
    found.clear();
    gather(index);
    if (found.isEmpty() && isClassObject(index) && graph.isReachable(index)) {
      found.add(names.classes().classOfInstances()); // only its instances refer to it
    }
    return found.finish();
  }

  final int referrers(int index) {
    mode = Mode.REFERRERS;
    found.clear();
    gather(index);
    return found.finish();
  }

  final int step(int holder, int index) {
    mode = Mode.STEP;
    firstFound = Relations.INSIDE;
    begin(index);
    source(holder);
    if (firstFound == Relations.INSIDE && graph.classObject(holder) == index) {
      return names.classes().classOfInstances();
    }
    return firstFound;
  }

  /** Brings near what {@link #step} needs of these edges. */
  void expect(int[] holders, int[] targets, int n) {
    fetcher.outgoing(holders, n);
    fetcher.classes(targets, n);
  }

  final int found(int k) {
    return found.get(k);
  }

  /** Gathers all edges to an object. */
  void gather(int index) {
    begin(index);
    roots(index);
    sources(index);
  }

  /** Prepares for edges to an object. */
  void begin(int index) {
    target = index;
  }

  final void roots(int index) {
    if (mode == Mode.RELATIONS && graph.roots().isRoot(index)) {
      for (GcRoot root : graph.roots().of(index)) {
        add(names.threads().ofRoot(root));
      }
    }
  }

  final void sources(int index) {
    incoming.moveTo(index);
    int last = -1;
    int count = 0;
    for (int source = incoming.next(); source >= 0; source = incoming.next()) {
      if ((++count & INTERRUPT_MASK) == 0 && Thread.currentThread().isInterrupted()) {
        throw new HeapException("interrupted while looking at referrers");
      }
      if (source != last) {
        source(source);
      }
      last = source;
    }
  }

  private void source(int source) {
    int number = graph.classNumber(source);
    if (isArray[number]) {
      array(source, number);
    } else if (number == classClass && graph.representedClass(source) >= 0) {
      classObject(source, graph.representedClass(source));
    } else {
      instance(source, number);
    }
  }

  /** Tells whether this is a class object. */
  final boolean isClassObject(int index) {
    return graph.classNumber(index) == classClass;
  }

  private void classObject(int source, int represented) {
    fields.moveTo(source);
    for (int other = fields.next(); other >= 0; other = fields.next()) {
      if (other == target) {
        edge(source, names.classes().ofClassObject(represented, fields.slot()));
      }
    }
  }

  /** Names the edges from an array of references. */
  void array(int source, int number) {
    edge(source, names.classes().element(number));
  }

  /** Names the edges from an instance. */
  void instance(int source, int number) {
    fields.moveTo(source);
    for (int other = fields.next(); other >= 0; other = fields.next()) {
      if (other == target) {
        edge(source, names.classes().field(number, fields.slot()));
      }
    }
  }

  /** Takes an edge: its relation or its holder, by mode. */
  final void edge(int holder, int relation) {
    if (mode == Mode.REFERRERS) {
      found.add(holder);
    } else {
      add(relation);
    }
  }

  /** Takes a relation as it is. */
  void add(int relation) {
    if (mode == Mode.RELATIONS) {
      found.add(relation);
    } else if (firstFound == Relations.INSIDE) {
      firstFound = relation;
    }
  }

  final void addHolder(int holder) {
    found.add(holder);
  }
}
