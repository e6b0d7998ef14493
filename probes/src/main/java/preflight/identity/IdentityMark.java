package preflight.identity;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Something that only the genuine service's answers carry. */
@FunctionalInterface
interface IdentityMark {

  /** The mark as people know it, where {@code answer} carries it; never a value that is secret. */
  Optional<String> in(HttpAnswer answer);

  /** A header field, whatever its value: it may identify a session. */
  static IdentityMark field(String name) {
    return answer -> answer.header(name).map(value -> name);
  }

  /** A header field, one of whose values is {@code regex} as a whole, in any case. */
  static IdentityMark field(String name, String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return answer ->
        answer.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .map(Header::value)
            .filter(value -> value.length() <= 200 && pattern.matcher(value).matches())
            .map(value -> name + ": " + value)
            .findFirst();
  }

  /** {@code regex} in the content's HTML. */
  static IdentityMark markup(String name, String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return answer ->
        answer
                    .header("Content-Type")
                    .filter(type -> type.regionMatches(true, 0, "text/html", 0, 9))
                    .isPresent()
                && pattern.matcher(answer.bodyLatin1()).find()
            ? Optional.of(name)
            : Optional.empty();
  }

  /** A JSON object as content; {@code members} give their values' regular expressions. */
  static IdentityMark json(String name, Map<String, String> members) {
    return answer -> shows(JsonMembers.of(answer.bodyUtf8()), members, name);
  }

  /** The same, of an object that has no other members. */
  static IdentityMark wholeJson(String name, Map<String, String> members) {
    return answer -> {
      Map<String, String> found = JsonMembers.of(answer.bodyUtf8());
      return found.size() == members.size() ? shows(found, members, name) : Optional.empty();
    };
  }

  private static Optional<String> shows(
      Map<String, String> found, Map<String, String> members, String name) {
    return members.entrySet().stream()
            .allMatch(member -> found.getOrDefault(member.getKey(), "").matches(member.getValue()))
        ? Optional.of(name)
        : Optional.empty();
  }
}
