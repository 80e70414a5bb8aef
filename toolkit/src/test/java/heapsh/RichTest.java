package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class RichTest {
  /** What a user sets, or that shows a heap by a name that he typed. */
  private static final String PICTURE = "data:image/svg+xml;base64,";

  private static final Set<Class<?>> OF_SETTINGS =
      Set.of(
          Classifier.class,
          Jmx.class,
          Layout.class,
          Recording.class,
          Rule.class,
          Rule.Measure.class,
          SavedHistograms.class);

  private static final Set<String> ELEMENTS =
      Set.of(
          "page",
          "div",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "code",
          "b",
          "span",
          "details",
          "summary",
          "pre",
          "svg",
          "title",
          "style",
          "rect",
          "text",
          "path",
          "g",
          "polyline");

  private static final int LONGEST_FORM = 400_000;

  @Test
  void everyPublicTypeThatPrintsIsRich() throws Exception {
    assertThat(publicTypes().stream().filter(RichTest::prints).toList())
        .contains(Partition.class, DominatorBranches.class, RootPaths.Path.class)
        .allMatch(Rich.class::isAssignableFrom);
  }

  private static boolean prints(Class<?> type) {
    boolean has =
        Arrays.stream(type.getMethods())
            .anyMatch(
                m ->
                    m.getParameterCount() == 0
                        && !Modifier.isStatic(m.getModifiers())
                        && m.getDeclaringClass() != Object.class
                        && Set.of("show", "text", "toString").contains(m.getName()));
    return has && !type.isEnum() && !Throwable.class.isAssignableFrom(type);
  }

  /** Returns the public types of the API, those in other types too. */
  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    Path classes = Path.of(Heap.class.getResource("Heap.class").toURI()).getParent();
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.startsWith("package-info")) {
          Class<?> type = load("heapsh." + name.replace(".class", ""));
          if (isPublic(type) && !Set.of(Shell.class, Notebook.class).contains(type)) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RichTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whateverTheHeapSaysFormsAreWellFormedAndHarmless(@TempDir Path directory) throws Exception {
    for (Rich result : HostileResults.of(directory)) {
      Map<String, String> forms = result.mime();

      assertThat(forms).as(result.getClass().getName()).containsKey("text/plain");
      assertThat(forms.keySet()).containsAnyOf("text/html", "image/svg+xml");
      assertThat(forms.get("text/plain")).isEqualTo(result.toString());
      for (String form : forms.values()) {
        assertThat(form.length()).as(result.getClass().getName()).isLessThan(LONGEST_FORM);
        assertThat(form.codePoints().filter(c -> !isHarmless(c)).findAny())
            .as(result.getClass().getName() + ": " + form.lines().limit(3).toList())
            .isEmpty();
      }
      for (String type : List.of("text/html", "image/svg+xml")) {
        if (forms.containsKey(type)) {
          checkElements(Xml.parse(forms.get(type)), result);
        }
      }
    }
  }

  @Test
  void theHostileResultsAreOfEveryTypeThatShowsAHeap(@TempDir Path directory) throws Exception {
    Set<String> shown =
        HostileResults.of(directory).stream()
            .map(result -> result.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        publicTypes().stream()
            .filter(type -> Rich.class.isAssignableFrom(type))
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .filter(type -> !OF_SETTINGS.contains(type))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).containsAll(all);
  }

  private static boolean isHarmless(int c) {
    return c == '\n'
        || c >= ' '
            && Character.getType(c) != Character.CONTROL
            && Character.getType(c) != Character.FORMAT
            && Character.getType(c) != Character.SURROGATE;
  }

  private static void checkElements(Document document, Rich result) throws Exception {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getTagName().equals("img")) {
        checkElements(pictureOf(element), result);
        continue;
      }
      assertThat(ELEMENTS).as(result.getClass().getName()).contains(element.getTagName());
      for (int k = 0; k < element.getAttributes().getLength(); k++) {
        Node attribute = element.getAttributes().item(k);
        assertThat(attribute.getNodeName()).doesNotStartWith("on").isNotIn("id", "href", "src");
        if (!attribute.getNodeName().equals("xmlns")) {
          assertThat(attribute.getNodeValue()).doesNotContain("url(", "://");
        }
      }
    }
  }

  /** Returns the picture that stands in an image's address itself; there is no other image. */
  private static Document pictureOf(Element image) throws Exception {
    assertThat(image.getAttributes().getLength()).isEqualTo(3);
    assertThat(image.getAttribute("alt")).isNotBlank();
    assertThat(image.getAttribute("style")).isEqualTo("max-width:100%");
    assertThat(image.getAttribute("src")).startsWith(PICTURE);
    byte[] svg = Base64.getDecoder().decode(image.getAttribute("src").substring(PICTURE.length()));
    return Xml.parse(new String(svg, StandardCharsets.UTF_8));
  }
}
