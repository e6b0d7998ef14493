package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.nameserver;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer.Reply;

class DnsNameUnknownTest {

  private final DnsNameUnknown rule = new DnsNameUnknown();

  static Evidence story() {
    return seen(
        direct(
            JIRA,
            lookupFailed(
                "jira.corp", Code.DNS_NAME_UNKNOWN, nameserver("10.0.0.2", Reply.NXDOMAIN))));
  }

  @Test
  void nameThatNoServerKnowsIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("jira.corp", "NXDOMAIN", "--dns-name=corp.", "HOST_PROJECT");
  }

  @Test
  void unknownNamesOfOneZoneShareOneFindingAndOthersDoNot() {
    var evidence =
        seen(
            direct(JIRA, lookupFailed("jira.corp", Code.DNS_NAME_UNKNOWN)),
            direct(NEXUS, lookupFailed("nexus.corp", Code.DNS_NAME_UNKNOWN)),
            direct(GITHUB, lookupFailed("github.com", Code.DNS_NAME_UNKNOWN)));

    assertThat(rule.findings(evidence))
        .extracting(Finding::target)
        .containsExactly("jira, nexus", "github");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void nameThatAFilterBlanksIsFound(String nobodys) {
    var evidence = seen(direct(JIRA, dialFailed(nobodys, Code.TCP_REFUSED)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("for jira.corp, which is no host's address", "DNS filter");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "an address of this container",
            seen(direct(JIRA, dialFailed("127.0.0.1", Code.TCP_REFUSED)))),
        argumentSet(
            "the server is silent",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.SILENT))))),
        argumentSet(
            "the server fails",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_NAME_UNKNOWN,
                        nameserver("10.0.0.2", Reply.SERVFAIL))))),
        argumentSet(
            "it is the proxy's name",
            seen(
                proxySetAnd(),
                throughProxy(
                    JIRA,
                    lookupFailed(
                        "proxy.corp",
                        Code.DNS_NAME_UNKNOWN,
                        nameserver("10.0.0.2", Reply.NXDOMAIN))))),
        argumentSet(
            "behind a proxy that resolves it, the direct way is only compared",
            seen(
                proxySetAnd(),
                throughProxy(JIRA, answered("10.9.9.9")),
                comparison(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_NAME_UNKNOWN,
                        nameserver("10.0.0.2", Reply.NXDOMAIN))))),
        argumentSet(
            "the name appeared later",
            seen(
                direct(
                    JIRA,
                    lookupFailed("jira.corp", Code.DNS_NAME_UNKNOWN),
                    answered(JIRA_ADDRESS)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
