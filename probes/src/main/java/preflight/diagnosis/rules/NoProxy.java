package preflight.diagnosis.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Container;

/**
 * The bypass list of the environment, as it stands in its two spellings.
 *
 * @param upper the value of {@code NO_PROXY}
 * @param lower the value of {@code no_proxy}, which most clients prefer
 */
record NoProxy(Optional<String> upper, Optional<String> lower) {

  static NoProxy of(Container container) {
    return new NoProxy(container.variable("NO_PROXY"), container.variable("no_proxy"));
  }

  /** Both values' entries, each once; some write semicolons or spaces where commas belong. */
  List<String> entries() {
    return Stream.concat(upper.stream(), lower.stream())
        .flatMap(NoProxy::split)
        .distinct()
        .toList();
  }

  /** The entries that are meant for the metadata server, whether or not they work. */
  List<String> metadataEntries() {
    return entries().stream().filter(NoProxy::meansMetadata).toList();
  }

  /** {@code NO_PROXY=a,b}, both spellings where they differ, or that there is none. */
  String asSet() {
    if (upper.equals(lower)) {
      return upper.map(value -> "NO_PROXY=" + value).orElse("NO_PROXY is not set");
    }
    return Phrase.list(
        Stream.concat(
            upper.stream().map(value -> "NO_PROXY=" + value),
            lower.stream().map(value -> "no_proxy=" + value)));
  }

  private static Stream<String> split(String value) {
    return Stream.of(value.split("[,;\\s]+"))
        .filter(entry -> !entry.isEmpty())
        // No client matches it, and a remedy, which is to be pasted, shows it unmasked.
        .filter(entry -> !entry.contains("@"));
  }

  private static boolean meansMetadata(String entry) {
    String name = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.?", "");
    return entry.equals("*")
        || name.startsWith("metadata")
        || name.startsWith("169.254")
        || name.equals("google.internal")
        || name.equals("internal");
  }
}
