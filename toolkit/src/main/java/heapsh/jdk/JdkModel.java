package heapsh.jdk;

import heapsh.graph.HeapGraph;

/** Knows what the JDK's own classes mean in one heap. Thread-safe; made once for each heap. */
public final class JdkModel {
  private final JavaStrings strings;
  private final Containers containers;
  private final Relations relations;

  private JdkModel(HeapGraph graph) {
    strings = new JavaStrings(graph);
    containers = new Containers(graph, strings);
    relations = new Relations(graph, strings, containers);
  }

  /** Makes the model of a heap. Looks up the known classes; walks no object. */
  public static JdkModel of(HeapGraph graph) {
    return new JdkModel(graph);
  }

  /** Returns the reader of strings. */
  public JavaStrings strings() {
    return strings;
  }

  /** Returns the knowledge of containers. */
  public Containers containers() {
    return containers;
  }

  /** Returns the names of relations. */
  public Relations relations() {
    return relations;
  }
}
