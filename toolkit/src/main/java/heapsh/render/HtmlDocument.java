package heapsh.render;

import java.util.List;

/**
 * Writes whole pages for a browser: self-contained, without script or network, and forbidding both.
 */
public final class HtmlDocument {
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private HtmlDocument() {}

  /**
   * Returns a page.
   *
   * @param title untrusted
   * @param body HTML as {@link Html} writes it
   */
  public static String of(String title, List<String> body) {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"/>\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + POLICY
        + "\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n"
        + "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>"
        + Html.escape(title)
        + "</title></head>\n<body style=\"margin:2em auto;max-width:80em;padding:0 1em;"
        + "font-family:sans-serif\">\n"
        + String.join("\n", body)
        + "</body></html>\n";
  }
}
