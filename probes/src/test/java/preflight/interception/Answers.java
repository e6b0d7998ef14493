package preflight.interception;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Answers as stories: a status line, field lines, an empty line, content. */
public final class Answers {

  /** What {@link #squidPage} says it was generated at. */
  public static final String DATE = "Date: Sat, 21 Nov 2026 19:36:55 GMT";

  private Answers() {}

  /**
   * {@code lines} as one response, for example {@code answer("403 Forbidden", "A: b", "", "c")}.
   */
  public static HttpAnswer answer(String... lines) {
    String[] status = lines[0].split(" ", 2);
    List<String> rest = Arrays.asList(lines).subList(1, lines.length);
    int end = rest.contains("") ? rest.indexOf("") : rest.size();
    List<Header> headers =
        rest.subList(0, end).stream()
            .map(line -> line.split(": ", 2))
            .map(field -> new Header(field[0], field[1]))
            .toList();
    String content = String.join("\n", rest.subList(Math.min(end + 1, rest.size()), rest.size()));
    return new HttpAnswer(
        Integer.parseInt(status[0]),
        status.length > 1 ? status[1] : "",
        headers,
        content.getBytes(UTF_8));
  }

  /** A page in the shape of Squid's templates, in no language that Squid knows. */
  public static String squidPage(String url) {
    return """
    <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
    <html><head>
    <meta type="copyright" content="Copyright (C) 1996-2021 The Squid Software Foundation and contributors">
    <title>ERARO</title>
    <style type="text/css"><!-- /* Stylesheet for Squid Error pages */
    :lang(fa) { direction: rtl; font-size: 100%; font-family: Tahoma, Roya, sans-serif; }
    :lang(he) { direction: rtl; }
     --></style>
    </head><body id="ERR_CONNECT_FAIL">
    <div id="titles"><h1>ERARO</h1></div>
    <p>Ne alirebla: <a href="URL">URL</a></p>
    <p><i>(111) Connection refused</i></p>
    <div id="footer">
    <p>Farita Sat, 21 Nov 2026 19:36:55 GMT de gateway.corp.example (squid/5.7)</p>
    <!-- ERR_CONNECT_FAIL -->
    </div>
    </body></html>
    """
        .replace("URL", url);
  }
}
