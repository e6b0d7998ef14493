package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.nameserver;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer.Reply;

class DnsServerFailedTest {

  private final DnsServerFailed rule = new DnsServerFailed();

  static Evidence story() {
    return seen(
        direct(
            JIRA,
            lookupFailed("jira.corp", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.SERVFAIL))),
        direct(
            GITHUB,
            lookupFailed(
                "github.com", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.SERVFAIL))));
  }

  @Test
  void serverThatAnswersServfailIsFoundOnceForAllNames() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("10.0.0.2", "SERVFAIL", "jira, github");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "another server knows that the name does not exist",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_NAME_UNKNOWN,
                        nameserver("10.0.0.2", Reply.SERVFAIL),
                        nameserver("10.0.0.3", Reply.NXDOMAIN))))),
        argumentSet(
            "the servers are silent",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.SILENT))))),
        argumentSet(
            "the resolver knows the name from elsewhere",
            seen(direct(JIRA, answered(JIRA_ADDRESS)))),
        argumentSet(
            "it is the proxy's name",
            seen(
                proxySetAnd(),
                throughProxy(
                    JIRA,
                    lookupFailed(
                        "proxy.corp",
                        Code.DNS_TEMPORARY,
                        nameserver("10.0.0.2", Reply.SERVFAIL))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
