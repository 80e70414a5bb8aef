package heapsh;

import heapsh.render.HtmlDocument;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Saves a value in the form that the ending of the file says. */
final class SavedForm {
  private static final String PAGE = ".html";
  private static final Map<String, String> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put(PAGE, Mime.HTML);
    TYPES.put(".svg", Mime.SVG);
    TYPES.put(".dot", Mime.DOT);
    TYPES.put(".txt", Mime.TEXT);
  }

  private SavedForm() {}

  static void write(Rich value, String path) {
    Map<String, String> forms = value.mime();
    String page = page(value, forms);
    String content = null;
    List<String> endings = new ArrayList<>();
    for (Map.Entry<String, String> type : TYPES.entrySet()) {
      String form = type.getKey().equals(PAGE) ? page : forms.get(type.getValue());
      if (form != null) {
        endings.add(type.getKey());
        content = path.endsWith(type.getKey()) ? form : content;
      }
    }
    if (content == null) {
      throw new HeapException(
          "cannot save as '"
              + SafeText.of(path, 200)
              + "': the ending says what is written, and here it can be "
              + String.join(", ", endings));
    }
    String text = content;
    WholeFile.write(Shell.path(path), out -> out.write(text));
  }

  /** Returns a whole document: the picture where there is one, else the table. */
  private static String page(Rich value, Map<String, String> forms) {
    String body = forms.getOrDefault(Mime.SVG, forms.get(Mime.HTML));
    return body == null
        ? null
        : HtmlDocument.of("heapsh " + value.getClass().getSimpleName(), List.of(body));
  }
}
