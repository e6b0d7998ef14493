package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.STORAGE;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Facts.uncounted;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

class GoogleApisUnreachableTest {

  private static final String PUBLIC = "142.250.74.36";

  private final GoogleApisUnreachable rule = new GoogleApisUnreachable();

  static Evidence story() {
    return seen(silent("199.36.153.8"), direct(GITHUB, answered(GITHUB_ADDRESS)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "142.250.74.36, public address, --enable-private-ip-google-access",
    "199.36.153.8, private address, --destination-range=199.36.153.8/30",
    "199.36.153.5, restricted address, --destination-range=199.36.153.4/30",
    "10.7.7.7, private service connect address, forwarding-rules list",
  })
  void addressSaysWhatIsMissing(String address, String words, String command) {
    assertThat(rule.findings(seen(silent(address))))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("silent at their " + words, command);
  }

  @Test
  void itIsTheOnlyFindingWhereTheInternetAnswers() {
    Evidence evidence = seen(silent(PUBLIC), direct(GITHUB, answered(GITHUB_ADDRESS)));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::cause)
        .containsExactly(Cause.GOOGLE_APIS_UNREACHABLE);
  }

  @Test
  void virtualAddressIsACauseOfItsOwnBesideASilentInternet() {
    Evidence evidence =
        seen(
            silent("199.36.153.8"),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
            direct(JIRA, answered(JIRA_ADDRESS)));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::cause)
        .containsExactly(Cause.GOOGLE_APIS_UNREACHABLE, Cause.INTERNET_UNREACHABLE);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "the whole internet is silent: INTERNET_UNREACHABLE",
            seen(silent(PUBLIC), direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet("refused", seen(direct(STORAGE, dialFailed("199.36.153.8", Code.TCP_REFUSED)))),
        argumentSet(
            "another host is silent",
            seen(direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet("reached", seen(direct(STORAGE, answered(PUBLIC)))),
        argumentSet(
            "the direct way is closed by design",
            seen(
                proxySetAnd(),
                uncounted(silent(PUBLIC)),
                throughProxy(STORAGE, answered("10.9.9.9")))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static RouteCheck silent(String address) {
    return direct(STORAGE, dialFailed(address, Code.TCP_TIMEOUT));
  }
}
