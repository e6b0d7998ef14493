package preflight.world;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes error answers in the form of Squid 5.7: its headers in its order, and a page that has the
 * marks by which Squid's pages are known, around words of our own.
 *
 * @param host the name that the proxy gives itself
 */
record SquidPage(String host, int port) {

  /** Squid's own name for itself, in Server, in Via and in the footer. */
  static final String APPLICATION = "squid/5.7";

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String PAGE =
      """
      <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
      <html><head>
      <meta type="copyright" content="Copyright (C) 1996-2021 The Squid Software Foundation and contributors">
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
      <title>ERROR: The requested URL could not be retrieved</title>
      <style type="text/css"><!--
       /* Stylesheet for Squid Error pages */
       #titles { background: url('/squid-internal-static/icons/SN.png') no-repeat left; }
       --></style>
      </head><body id=${page}>
      <div id="titles">
      <h1>ERROR</h1>
      <h2>The requested URL could not be retrieved</h2>
      </div>
      <hr>

      <div id="content">
      <p>This proxy could not retrieve <a href="${url}">${url}</a></p>

      <blockquote id="error">
      <p><b>${brief}</b></p>
      </blockquote>

      <p id="sysmsg">The system said: <i>(${errno})</i></p>

      <p>${advice}</p>

      <p>Write to <a href="mailto:webmaster?subject=CacheErrorInfo%20-%20${page}&amp;body=${report}">webmaster</a>.</p>
      <br>
      </div>

      <hr>
      <div id="footer">
      <p>Generated ${time} by ${host} (${application})</p>
      <!-- ${page} -->
      </div>
      </body></html>
      """;

  /** The answer to a request that Squid has looked at in the usual way, CONNECTs included. */
  Response answer(SquidError error, int errno, Request request, Instant now) {
    var response = bare(error, errno, request, now);
    if (error == SquidError.CACHE_ACCESS_DENIED) {
      response =
          response.with("Proxy-Authenticate", "Basic realm=\"Squid proxy-caching web server\"");
    }
    return response
        .with("X-Cache", "MISS from " + host)
        .with("X-Cache-Lookup", lookup(error) + " from " + host + ":" + port)
        .with("Via", via())
        .with("Connection", "keep-alive");
  }

  /** The answer when a tunnel could not be built: Squid adds no word about its cache to it. */
  Response bare(SquidError error, int errno, Request request, Instant now) {
    String time = RFC_1123.format(now);
    String body =
        PAGE.replace("${page}", error.page())
            .replace("${url}", escaped(url(request)))
            .replace("${brief}", error.brief())
            .replace("${errno}", Integer.toString(errno))
            .replace("${advice}", error.advice())
            .replace("${report}", report(error, request, time))
            .replace("${time}", time)
            .replace("${host}", host)
            .replace("${application}", APPLICATION);
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return new Response(error.status(), Headers.NONE, body)
        .with("Server", APPLICATION)
        .with("Mime-Version", "1.0")
        .with("Date", time)
        .with("Content-Type", "text/html;charset=utf-8")
        .with("Content-Length", Integer.toString(length))
        .with("X-Squid-Error", error.page() + " " + errno)
        .with("Vary", "Accept-Language")
        .with("Content-Language", "en");
  }

  String via() {
    return "1.1 " + host + " (" + APPLICATION + ")";
  }

  /** Whether the cache was asked at all: it is not for requests that the rules stop. */
  private static String lookup(SquidError error) {
    return switch (error) {
      case ACCESS_DENIED, CACHE_ACCESS_DENIED, INVALID_URL -> "NONE";
      case CANNOT_FORWARD, CONNECT_FAIL, DNS_FAIL, READ_ERROR, ZERO_SIZE_OBJECT -> "MISS";
    };
  }

  /** A CONNECT to port 443 is shown as https; other CONNECTs as they came. */
  private static String url(Request request) {
    String target = request.target();
    return request.method().equals("CONNECT") && target.endsWith(":443")
        ? "https://" + target.substring(0, target.length() - ":443".length()) + "/*"
        : target;
  }

  /** Squid repeats the request in the mail that it proposes, header by header. */
  private String report(SquidError error, Request request, String time) {
    var lines = new StringBuilder("CacheHost: " + host + "\r\nErrPage: " + error.page());
    lines.append("\r\nTimeStamp: " + time + "\r\n\r\nHTTP Request:\r\n");
    lines.append(request.method() + " " + request.target() + " HTTP/1.1\n");
    request
        .headers()
        .without(List.of("Authorization", "Proxy-Authorization"))
        .fields()
        .forEach(field -> lines.append(field.name() + ": " + field.value() + "\r\n"));
    return URLEncoder.encode(lines.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
