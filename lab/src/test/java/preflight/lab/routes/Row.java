package preflight.lab.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One question to a client.
 *
 * @param environment the proxy settings of the client's container
 * @param url what it asks for
 */
record Row(Map<String, String> environment, URI url) {

  Row {
    environment = Map.copyOf(environment);
  }

  /** The same question in a container with one more variable. */
  Row with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Row(more, url);
  }

  /** The row as one line of text, whatever a setting holds. */
  String line() {
    return environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> "\t" + entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("", url.toString(), ""));
  }

  /** Reads what {@link #line} wrote. */
  static Row parse(String line) {
    String[] parts = line.split("\t", -1);
    Map<String, String> environment = new TreeMap<>();
    Arrays.stream(parts)
        .skip(1)
        .map(assignment -> assignment.split("=", 2))
        .forEach(pair -> environment.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
    return new Row(environment, URI.create(parts[0]));
  }
}
