package preflight.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import preflight.logs.LogEntry.OwnVerdict;

/**
 * Reads one JSON object as a log entry: Cloud Logging's {@code LogEntry}, or what a container wrote
 * itself. Fields that no reader knows are words, too.
 */
final class EntryReader {

  private static final JsonFactory JSON = new JsonFactory();

  /** Longer texts repeat themselves, or quote a page. */
  private static final int MOST_WORDS = 1 << 18;

  /** Where an entry has what is not words. */
  private static final Pattern META =
      Pattern.compile(
          "(?:resource|httpRequest|sourceLocation|operation|labels|split)\\..*"
              + "|(?:jsonPayload\\.)?(?:severity|time|timestamp|level|ts|logging\\.googleapis\\.com/.*)"
              + "|insertId|logName|receiveTimestamp|trace|spanId|protoPayload\\.(?!status\\.message"
              + "|.*\\.message$).*");

  /** What a reader looks at first. */
  private static final Pattern MESSAGE =
      Pattern.compile("textPayload|(?:jsonPayload\\.)?(?:message|msg)");

  private static final String NAME = "run.googleapis.com/execution_name";
  private static final String TASK = "run.googleapis.com/task_index";
  private static final String ATTEMPT = "run.googleapis.com/task_attempt";

  private EntryReader() {}

  /** The entry; empty where the bytes are no JSON. */
  static Optional<LogEntry> read(byte[] bytes, int from, int to, Place place) {
    Map<String, String> fields = new HashMap<>();
    var words = new StringBuilder();
    List<String> codes = new ArrayList<>();
    try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
      walk(json, fields, words, codes);
    } catch (IOException malformed) {
      return Optional.empty();
    }
    return Optional.of(entry(fields, words.toString(), codes, place));
  }

  private static void walk(
      JsonParser json, Map<String, String> fields, StringBuilder words, List<String> codes)
      throws IOException {
    Deque<String> path = new ArrayDeque<>();
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token.isStructStart()) {
        String name = json.getParsingContext().getParent().getCurrentName();
        path.addLast(path.isEmpty() ? "" : joined(path.getLast(), name));
      } else if (token.isStructEnd()) {
        path.removeLast();
        if (path.isEmpty()) {
          return;
        }
      } else if (token.isScalarValue()) {
        String name = json.currentName();
        value(
            joined(path.peekLast() == null ? "" : path.getLast(), name),
            json,
            fields,
            words,
            codes);
      }
    }
  }

  private static String joined(String parent, @Nullable String name) {
    return name == null ? parent : parent.isEmpty() ? name : parent + "." + name;
  }

  private static void value(
      String path,
      JsonParser json,
      Map<String, String> fields,
      StringBuilder words,
      List<String> codes)
      throws IOException {
    String value = json.getText();
    if (path.endsWith("preflight.findings.code")) {
      codes.add(value);
    }
    fields.putIfAbsent(path, value);
    if (json.currentToken() == JsonToken.VALUE_STRING
        && !META.matcher(path).matches()
        && words.length() < MOST_WORDS) {
      words.insert(MESSAGE.matcher(path).matches() ? 0 : words.length(), value + "\n");
    }
  }

  private static LogEntry entry(
      Map<String, String> fields, String words, List<String> codes, Place place) {
    String name = fields.getOrDefault("protoPayload.resourceName", "");
    Optional<String> execution =
        Optional.ofNullable(fields.get("labels." + NAME))
            .or(() ->
                Optional.of(name)
                    .filter(resource -> resource.contains("/executions/"))
                    .map(resource ->
                        resource.replaceFirst(".*/executions/", "").replaceFirst("/.*", "")));
    var whose =
        new TaskAttempt(
            execution,
            number(fields.get("labels." + TASK)),
            number(fields.get("labels." + ATTEMPT)));
    String time =
        fields.getOrDefault(
            "timestamp", fields.getOrDefault("time", fields.getOrDefault("jsonPayload.time", "")));
    return new LogEntry(
        whose,
        place.source() + " " + whose + " " + fields.getOrDefault("logName", ""),
        time(time),
        fields.getOrDefault("insertId", ""),
        words.endsWith("\n") ? words.substring(0, words.length() - 1) : words,
        place,
        verdict(fields, codes));
  }

  private static Optional<OwnVerdict> verdict(Map<String, String> fields, List<String> codes) {
    for (String prefix : List.of("", "jsonPayload.")) {
      String schema = fields.getOrDefault(prefix + "preflight.schema", "");
      if (schema.startsWith("preflight/")) {
        return Optional.of(
            new OwnVerdict(
                fields.getOrDefault(prefix + "preflight.kind", ""),
                fields.getOrDefault(prefix + "preflight.outcome", ""),
                codes.stream().distinct().toList(),
                fields.getOrDefault(prefix + "message", "")));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> number(@Nullable String digits) {
    return Optional.ofNullable(digits).filter(d -> d.matches("\\d{1,9}")).map(Integer::valueOf);
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}
