package preflight.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/**
 * One answer of real software as it came over the wire, with the request that it answers.
 *
 * @param file its name
 * @param note the manifest's second column: the scenario, or what is expected
 * @param channel as the request tells
 * @param requested where the request names a URL
 * @param answer empty where the peer sent no HTTP
 */
record Capture(
    String file,
    String note,
    Channel channel,
    Optional<URI> requested,
    Optional<HttpAnswer> answer) {

  static Capture read(Path folder, String file, String note) throws IOException {
    Path request = folder.resolve(file.replaceFirst("\\.http$", ".req"));
    String asked = Files.exists(request) ? Files.readString(request, ISO_8859_1) : "";
    return new Capture(
        file,
        note,
        channel(file, asked),
        url(asked),
        parse(Files.readAllBytes(folder.resolve(file))));
  }

  Interception judged() {
    return judged(answer.orElseThrow());
  }

  /** What the detector says of another answer to the same request. */
  Interception judged(HttpAnswer other) {
    return requested
        .map(url -> InterceptionDetector.detect(other, channel, url))
        .orElseGet(() -> InterceptionDetector.detect(other, channel));
  }

  static Optional<HttpAnswer> parse(byte[] raw) {
    String text = new String(raw, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n", -1);
    String[] status = lines[0].split(" ", 3);
    if (!status[0].startsWith("HTTP/")) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
    }
    return Optional.of(
        new HttpAnswer(
            Integer.parseInt(status[1]),
            status.length > 2 ? status[2] : "",
            headers,
            end < 0 ? new byte[0] : Arrays.copyOfRange(raw, end + 4, raw.length)));
  }

  private static Channel channel(String file, String asked) {
    if (asked.startsWith("CONNECT ")) {
      return Channel.CONNECT;
    }
    if (file.startsWith("bump_")) {
      return Channel.VERIFIED_TLS;
    }
    return file.startsWith("intercept_") || file.startsWith("probe_icon_intercept")
        ? Channel.PLAIN
        : Channel.FORWARDED;
  }

  private static Optional<URI> url(String asked) {
    String[] line = asked.split("[ \r\n]+", 3);
    if (line.length < 3) {
      return Optional.empty();
    }
    return switch (line[0].toUpperCase(Locale.ROOT)) {
      case "CONNECT" -> Optional.of(URI.create("https://" + line[1] + "/"));
      case "GET", "POST" ->
          line[1].startsWith("http") && line[1].length() < 1000
              ? Optional.of(URI.create(line[1]))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
