package preflight.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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

  private static final JsonFactory JSON = new JsonFactory();

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
    try (JsonParser parser = JSON.createParser(answer.bodyUtf8())) {
      parser.nextToken();
      if (parser.nextToken() != JsonToken.FIELD_NAME || !"error".equals(parser.currentName())) {
        return Optional.empty();
      }
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          switch (String.valueOf(parser.currentName())) {
            case "reason" -> reasons.add(parser.getText());
            case "message" -> message = message.or(() -> text(parser));
            default -> {}
          }
        }
      }
    } catch (IOException cutOff) {
      // What came before is told.
    }
    return message.map(words -> new GoogleApiError(reasons, words));
  }

  private static Optional<String> text(JsonParser parser) {
    try {
      return Optional.of(parser.getText().replaceAll("\\s+", " ").strip());
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }
}
