package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
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

class HostUnreachableTest {

  private final HostUnreachable rule = new HostUnreachable();

  static Evidence story() {
    return seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_UNREACHABLE)));
  }

  @Test
  void hostWithoutARouteIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("10.1.2.3");
  }

  @Test
  void hostsThatAreGivenBackAlikeShareOneFinding() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_UNREACHABLE)),
            direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_UNREACHABLE)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns("jira, nexus", Finding::target)
        .asString()
        .contains("10.1.2.3 and 10.1.2.4");
  }

  @Test
  void nameWithIpv6AddressesAloneNeedsAnotherRecord() {
    var evidence = seen(direct(JIRA, dialFailed("2001:db8::1", Code.TCP_UNREACHABLE)));

    assertThat(rule.findings(evidence))
        .singleElement()
        .asString()
        .contains("only IPv6 addresses", "dig +short A jira.corp");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("silent", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet("refused", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))),
        argumentSet(
            "the proxy has no route",
            seen(proxySetAnd(), throughProxy(JIRA, dialFailed("10.9.9.9", Code.TCP_UNREACHABLE)))),
        argumentSet(
            "it is the metadata server",
            seen(directByName(dialFailed("169.254.169.254", Code.TCP_UNREACHABLE)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
