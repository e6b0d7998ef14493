package preflight.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /** What is neither words nor part of an own verdict, and is needed all the same. */
  private static final Pattern KEPT =
      Pattern.compile(
          "labels\\.run\\.googleapis\\.com/.*|protoPayload\\.resourceName|logName|insertId|timestamp"
              + "|(?:jsonPayload\\.)?(?:time|message|preflight\\.\\w+)");

  /** How many fields' names are remembered: a log has few, unless somebody makes them up. */
  private static final int MOST_FIELDS = 1000;

  /**
   * What a field is for.
   *
   * @param words whether a reader reads it
   * @param first whether he reads it first
   * @param kept whether its value is asked for by name
   */
  private record Field(boolean words, boolean first, boolean kept) {

    private static final Map<String, Field> KNOWN = new ConcurrentHashMap<>();

    static Field of(String path) {
      Field known = KNOWN.get(path);
      if (known != null) {
        return known;
      }
      var field =
          new Field(
              !META.matcher(path).matches(),
              MESSAGE.matcher(path).matches(),
              KEPT.matcher(path).matches());
      if (KNOWN.size() < MOST_FIELDS) {
        KNOWN.put(path, field);
      }
      return field;
    }
  }

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
    Field field = Field.of(path);
    boolean text = json.currentToken() == JsonToken.VALUE_STRING && field.words();
    if (!text && !field.kept()) {
      return;
    }
    String value = json.getText();
    if (path.endsWith("preflight.findings.code")) {
      codes.add(value);
    }
    if (field.kept()) {
      fields.putIfAbsent(path, value);
    }
    if (text && words.length() < MOST_WORDS) {
      words.insert(field.first() ? 0 : words.length(), value + "\n");
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
        time,
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
    return Optional.ofNullable(digits)
        .filter(text -> text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .filter(text -> !text.isEmpty())
        .map(Integer::valueOf);
  }
}
