package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectTreeTest {
  @TempDir Path directory;

  private String html(HeapObject object) {
    return object.mime().get("text/html").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void showsFieldsAndWhatIsInThemWithWhatToType() {
    Heap hp =
        Heaps.of(
            directory,
            d -> {
              Dump.Type inner = d.newClass("a.Inner").field("number", FieldType.INT);
              Dump.Type outer =
                  d.newClass("a.Outer")
                      .field("inner", FieldType.OBJECT)
                      .field("text", FieldType.OBJECT);
              d.root(d.instance(outer, d.instance(inner, 42), d.string("hello")));
            });

    assertThat(html(hp.instancesOf("a.Outer").theOne()))
        .contains(".field(&quot;inner&quot;) a.Inner 0x")
        .contains(".field(&quot;inner.number&quot;) 42")
        .contains(".field(&quot;text&quot;) &quot;hello&quot;");
  }

  @Test
  void showsTheFirstOfManyElementsAndHowManyMore() {
    Heap hp =
        Heaps.of(
            directory,
            d -> {
              long[] elements = new long[1000];
              for (int i = 0; i < elements.length; i++) {
                elements[i] = d.string("element " + i);
              }
              d.root(d.array(elements));
            });
    String html = html(hp.instancesOf("java.lang.Object[]").theOne());

    assertThat(html).contains("[49] &quot;element 49&quot;").doesNotContain("element 50&quot;");
    assertThat(html).contains("&lt;950 more; show() prints all&gt;");
  }

  @Test
  void anObjectThatRefersToItselfEnds() {
    Heap hp =
        Heaps.of(
            directory,
            d -> {
              Dump.Type node = d.newClass("a.Node").field("next", FieldType.OBJECT);
              long self = d.newId();
              d.root(d.instanceAt(self, node, self));
            });

    assertThat(html(hp.instancesOf("a.Node").theOne()))
        .contains(".field(&quot;next.next.next&quot;)")
        .doesNotContain(".field(&quot;next.next.next.next&quot;)");
  }

  @Test
  void showsTextAndTheStartOfNumbers() {
    Heap hp =
        Heaps.of(
            directory,
            d -> {
              d.root(d.string("some text"));
              d.root(d.bytes(new byte[1000]));
            });

    assertThat(html(hp.instancesOf("java.lang.String").theOne()))
        .contains("text &quot;some text&quot;");
    assertThat(html(hp.instancesOf("byte[]").largest(1).theOne()))
        .contains("[190]")
        .contains("&lt;80 more lines; show() prints all&gt;");
  }
}
