package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.noNameLeadsTo;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.seenWithPrivate;
import static preflight.testing.Facts.throughProxy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;

class DnsPublicAnswerForPrivateNameTest {

  private final DnsPublicAnswerForPrivateName rule = new DnsPublicAnswerForPrivateName();

  static Evidence story() {
    return seenWithPrivate("corp", direct(JIRA, answered("203.0.114.9")));
  }

  @Test
  void privateNameThatLeadsOutsideFailsWhateverAnswersThere() {
    assertThat(Diagnosis.of(story(), AllRules.ALL).findings())
        .singleElement()
        .returns(Cause.DNS_PUBLIC_ANSWER_FOR_PRIVATE_NAME, Finding::cause)
        .returns(Severity.ERROR, Finding::severity)
        .asString()
        .contains("jira.corp", "203.0.114.9", "forwarding-targets");
  }

  @Test
  void silenceThereRestsOnTheSameCause() {
    var evidence =
        seenWithPrivate(
            ".CORP.",
            direct(JIRA, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)),
            direct(NEXUS, answered("10.1.2.4")));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::cause)
        .containsExactly(Cause.DNS_PUBLIC_ANSWER_FOR_PRIVATE_NAME);
  }

  @Test
  void silenceWhereEveryNameLeadsRestsOnTheResolver() {
    var evidence =
        seen(
            direct(
                JIRA, noNameLeadsTo("203.0.114.9", dialFailed("203.0.114.9", Code.TCP_REFUSED))));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .singleElement()
        .returns(Cause.DNS_PUBLIC_ANSWER_FOR_PRIVATE_NAME, Finding::cause)
        .returns(Severity.ERROR, Finding::severity)
        .asString()
        .contains("leads to 203.0.114.9, where every name leads", "cannot exist");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "every unknown name leads elsewhere",
            seen(
                direct(
                    JIRA,
                    noNameLeadsTo("203.0.114.9", dialFailed("203.0.114.8", Code.TCP_REFUSED))))),
        argumentSet(
            "what stands where every name leads is what was asked for",
            seen(direct(JIRA, noNameLeadsTo("203.0.114.9", answered("203.0.114.9"))))),
        argumentSet(
            "a private answer", seenWithPrivate("corp", direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "a name that is not under the suffix",
            seenWithPrivate("corp.example", direct(JIRA, answered("203.0.114.9")))),
        argumentSet(
            "a name that only ends alike",
            seenWithPrivate("ra.corp", direct(JIRA, answered("203.0.114.9")))),
        argumentSet("nothing was expected", seen(direct(JIRA, answered("203.0.114.9")))),
        argumentSet(
            "the proxy resolves the name, and nobody goes directly",
            seenWithPrivate(
                "corp",
                throughProxy(JIRA, answered("10.9.9.9")),
                comparison(JIRA, answered("203.0.114.9")))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
