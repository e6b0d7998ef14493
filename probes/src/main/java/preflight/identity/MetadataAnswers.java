package preflight.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import preflight.observation.HttpAnswer;

/** Reads a metadata server's answers, and takes the token out of them before they are kept. */
public final class MetadataAnswers {

  /**
   * A service account, as a metadata server describes it.
   *
   * @param scopes of its tokens; empty where they are not told
   */
  public record Account(String email, List<String> scopes) {}

  /** Also matches a token that is cut off at the body limit. */
  private static final Pattern TOKEN_FIELD =
      Pattern.compile("(\"(?:access|id|refresh)_token\"\\s*:\\s*\")[^\"]*");

  private static final Pattern BARE_TOKEN =
      Pattern.compile("ya29\\.[\\w.-]+|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  private MetadataAnswers() {}

  /** Whether the answer says of itself that a metadata server gave it. */
  public static boolean genuine(HttpAnswer answer) {
    return answer.header("Metadata-Flavor").filter("Google"::equals).isPresent();
  }

  /** Whether a metadata server gave the answer, were it with one of Google's error pages. */
  public static boolean byGoogle(HttpAnswer answer) {
    return genuine(answer)
        || answer.header("Server").filter(name -> name.startsWith("Metadata Server")).isPresent()
        || answer.bodyLatin1().matches("(?s).*<title>Error 40[0-9] \\([A-Za-z ]+\\)!!1</title>.*");
  }

  /** The first sign that somebody else relayed or cached the answer: no metadata server is. */
  public static Optional<String> relayed(HttpAnswer answer) {
    return answer.headers().stream()
        .filter(header -> header.name().matches("(?i)via|x-cache.*|cache-status"))
        .map(header -> header.name() + ": " + header.value())
        .findFirst();
  }

  /** The same body with every token replaced by {@code ***}. */
  public static byte[] withoutToken(byte[] body) {
    String masked =
        TOKEN_FIELD.matcher(new String(body, StandardCharsets.ISO_8859_1)).replaceAll("$1***");
    return BARE_TOKEN.matcher(masked).replaceAll("***").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether the answer grants a token ({@code access_token} of RFC 6749, section 5.1). */
  public static boolean grantsToken(HttpAnswer answer) {
    return answer.status() == 200 && token(answer.bodyUtf8()).isPresent();
  }

  /** The access token of a token response (RFC 6749, section 5.1). */
  public static Optional<String> token(String content) {
    return JsonMembers.string(content, "access_token").filter(token -> !token.isBlank());
  }

  /** The account of an answer to {@code .../default/?recursive=true}, where that is told so. */
  public static Optional<Account> account(HttpAnswer answer) {
    return genuine(answer) && answer.status() == 200
        ? JsonMembers.string(answer.bodyUtf8(), "email")
            .map(email -> new Account(email, JsonMembers.strings(answer.bodyUtf8(), "scopes")))
        : Optional.empty();
  }

  /** The one line of a text answer, where a metadata server gave it. */
  public static Optional<String> text(HttpAnswer answer) {
    return lines(answer).stream().findFirst();
  }

  /** The lines of a text answer, where a metadata server gave it. */
  public static List<String> lines(HttpAnswer answer) {
    return genuine(answer) && answer.status() == 200
        ? answer.bodyUtf8().lines().map(String::strip).filter(line -> !line.isEmpty()).toList()
        : List.of();
  }

  /** {@code europe-west1} of {@code projects/123/regions/europe-west1}. */
  public static String region(String resourceName) {
    return resourceName.substring(resourceName.lastIndexOf('/') + 1);
  }
}
