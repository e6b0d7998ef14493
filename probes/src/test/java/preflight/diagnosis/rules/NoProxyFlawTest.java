package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.comparison;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.plan.Container;

class NoProxyFlawTest {

  static Stream<Arguments> flaws() {
    return Stream.of(
        row("NO_PROXY", "*.google.internal", BY_NAME, "take the star literally"),
        row("NO_PROXY", "169.254.169.254", BY_NAME, "covers the address; they ask for"),
        row("NO_PROXY", "169.254.0.0/16", BY_NAME, "covers the address; they ask for"),
        row("NO_PROXY", "169.254.0.0/16", BY_ADDRESS, "read no CIDR ranges"),
        row("NO_PROXY", "metadata.google.internal", BY_ADDRESS, "covers a name; they ask for"),
        row("no_proxy", "metadata", BY_NAME, "covers only that bare name"),
        row("NO_PROXY", "localhost;metadata.google.internal", BY_NAME, "Semicolons separate"),
        row("NO_PROXY", "metadata.google.internal,169.254.169.254", BY_NAME, "only no_proxy"),
        row("no_proxy", "metadata.google.internal,169.254.169.254", BY_NAME, "read NO_PROXY"),
        row("no_proxy", "metadata.google.internal:8080", BY_NAME, "No entry of"));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void reasonNamesTheEntryThatWasMeant(String name, String value, URI asked, String reason) {
    assertThat(flaw(Map.of(name, value), asked)).contains(reason);
  }

  static Stream<Arguments> conflicts() {
    return Stream.of(
        argumentSet(
            "lower-case one without the metadata server",
            Map.of("NO_PROXY", "metadata.google.internal", "no_proxy", "localhost")),
        argumentSet(
            "lower-case one empty",
            Map.of("NO_PROXY", "metadata.google.internal", "no_proxy", "")));
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void lowerCaseSpellingWins(Map<String, String> environment) {
    assertThat(flaw(environment, BY_NAME)).contains("wins over NO_PROXY");
  }

  private static String flaw(Map<String, String> environment, URI asked) {
    var bypass = NoProxy.of(new Container(environment, Path.of("/nonexistent")));
    return NoProxyFlaw.of(bypass, comparison(METADATA, asked, ownMetadata()));
  }

  private static Arguments row(String name, String value, URI asked, String reason) {
    return argumentSet(name + "=" + value + " for " + asked, name, value, asked, reason);
  }
}
