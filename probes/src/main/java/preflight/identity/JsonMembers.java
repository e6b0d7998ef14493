package preflight.identity;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the members of a JSON object (RFC 8259, section 4), and not what is nested in them. By
 * Gson, for the parser that reads whole logs loads BigDecimal, which a JVM that has just started
 * feels.
 */
final class JsonMembers {

  private JsonMembers() {}

  /**
   * The members with their values as text, empty for what is not a scalar. Content that is not
   * JSON, or is cut off, has the members that came before.
   */
  static Map<String, String> of(String content) {
    Map<String, String> members = new HashMap<>();
    try (JsonReader reader = reader(content)) {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return members;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        switch (reader.peek()) {
          case BEGIN_OBJECT, BEGIN_ARRAY -> {
            members.put(name, "");
            reader.skipValue();
          }
          case BOOLEAN -> members.put(name, String.valueOf(reader.nextBoolean()));
          case NULL -> {
            members.put(name, "null");
            reader.nextNull();
          }
          default -> members.put(name, reader.nextString());
        }
      }
    } catch (IOException malformed) {
      return members; // another service's content, or a truncated one: what was read counts
    }
    return members;
  }

  /** The value of the member {@code name}, where it is a string. */
  static Optional<String> string(String content, String name) {
    try (JsonReader reader = reader(content)) {
      if (reader.peek() == JsonToken.BEGIN_OBJECT) {
        reader.beginObject();
        while (reader.hasNext()) {
          if (reader.nextName().equals(name)) {
            return reader.peek() == JsonToken.STRING
                ? Optional.of(reader.nextString())
                : Optional.empty();
          }
          reader.skipValue();
        }
      }
      return Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  /** The strings of the member {@code name}, where it is an array of nothing else. */
  static List<String> strings(String content, String name) {
    List<String> strings = new ArrayList<>();
    try (JsonReader reader = reader(content)) {
      reader.beginObject();
      while (!reader.nextName().equals(name)) {
        reader.skipValue();
      }
      reader.beginArray();
      while (reader.hasNext()) {
        strings.add(reader.nextString());
      }
      reader.endArray();
      return List.copyOf(strings);
    } catch (IOException | IllegalStateException other) {
      return List.of();
    }
  }

  private static JsonReader reader(String content) {
    JsonReader reader = new JsonReader(new StringReader(content));
    reader.setStrictness(Strictness.STRICT);
    return reader;
  }
}
