package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.diagnosis.Cause;

class ExplainCommandTest {

  private final Recording recording = new Recording();

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseHasItsPage(Cause cause) {
    assertThat(explain(cause.name())).isZero();
    assertThat(recording.out()).startsWith("# " + cause).contains("\n## ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy_denies_target", "proxy-denies-target", "Proxy_Denies_Target"})
  void codeMayBeTypedInAnyCase(String word) {
    assertThat(explain(word)).isZero();
    assertThat(recording.out()).startsWith("# PROXY_DENIES_TARGET");
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY_DENIED_TARGET, PROXY_DENIES_TARGET",
    "metadata_intercept, METADATA_INTERCEPTED",
    "squid, lists them all",
    "dns, DNS_SERVER_SILENT",
  })
  void unknownCodeNamesTheNearOnes(String word, String meant) {
    assertThat(explain(word)).isEqualTo(64);
    assertThat(recording.err())
        .startsWith("preflight: explain: unknown cause '" + word + "'")
        .contains(meant)
        .hasLineCount(1);
  }

  @Test
  void catalogueListsCodeOwnerAndGistInAHundredColumns() {
    assertThat(explain()).isZero();
    for (Cause cause : Cause.values()) {
      assertThat(recording.out().lines())
          .filteredOn(line -> line.startsWith(cause + " "))
          .singleElement()
          .asString()
          .contains(cause.owner().label())
          .hasSizeBetween(55, 100);
    }
    assertThat(recording.out().lines().filter(line -> line.matches("[A-Z_]+ +[a-z]+ .*")))
        .as("owners stand below one another")
        .extracting(line -> line.replaceFirst("^([A-Z_]+ +).*", "$1").length())
        .hasSize(Cause.values().length)
        .containsOnly("DNS_PUBLIC_ANSWER_FOR_PRIVATE_NAME ".length());
  }

  private int explain(String... code) {
    var words = new ArrayList<String>();
    words.add("explain");
    words.addAll(List.of(code));
    return recording.callWithoutProbes(Map.of(), Path.of("/nowhere"), words.toArray(String[]::new));
  }
}
