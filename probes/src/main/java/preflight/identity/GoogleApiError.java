package preflight.identity;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import preflight.observation.HttpAnswer;

/**
 * What one of Google's APIs says when it refuses: the error model of its REST interfaces.
 *
 * @param reasons of the ErrorInfo details and of the older {@code errors}, for example {@code
 *     SERVICE_DISABLED}
 * @param message for people
 */
public record GoogleApiError(List<String> reasons, String message) {

  /** Longer messages repeat themselves, or quote a whole request. */
  private static final int LONGEST_MESSAGE = 300;

  public GoogleApiError {
    reasons = List.copyOf(reasons);
    message = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
  }

  /** The error in {@code answer}, where its content is one. */
  public static Optional<GoogleApiError> in(HttpAnswer answer) {
    if (answer.status() < 400 || !answer.bodyUtf8().stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    Optional<String> message = Optional.empty();
    try (JsonReader reader = new JsonReader(new StringReader(answer.bodyUtf8()))) {
      reader.beginObject();
      if (!reader.hasNext() || !reader.nextName().equals("error")) {
        return Optional.empty();
      }
      String name = "error";
      for (JsonToken next = reader.peek(); next != JsonToken.END_DOCUMENT; next = reader.peek()) {
        switch (next) {
          case BEGIN_OBJECT -> reader.beginObject();
          case END_OBJECT -> reader.endObject();
          case BEGIN_ARRAY -> reader.beginArray();
          case END_ARRAY -> reader.endArray();
          case NAME -> name = reader.nextName();
          case STRING -> {
            String text = reader.nextString();
            switch (name) {
              case "reason" -> reasons.add(text);
              case "message" -> message = message.or(() -> Optional.of(text));
              default -> {}
            }
          }
          default -> reader.skipValue();
        }
      }
    } catch (IOException cutOff) {
      // What came before is told.
    }
    return message
        .map(words -> words.replaceAll("\\s+", " ").strip())
        .map(words -> new GoogleApiError(reasons, words));
  }
}
