package preflight.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the members of a JSON object (RFC 8259, section 4), and not what is nested in them. */
final class JsonMembers {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonMembers() {}

  /**
   * The members with their values as text, empty for what is not a scalar. Content that is not
   * JSON, or is cut off, has the members that came before.
   */
  static Map<String, String> of(String content) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = JSON.createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return members;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == null) {
          return members;
        }
        members.put(name, value.isScalarValue() ? parser.getText() : "");
        parser.skipChildren();
      }
    } catch (IOException malformed) {
      return members; // another service's content, or a truncated one: what was read counts
    }
    return members;
  }
}
