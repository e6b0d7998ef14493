package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.net.URI;
import java.util.stream.IntStream;
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
import preflight.observation.RouteCheck;
import preflight.plan.Target;

class ConnectionRefusedTest {

  private final ConnectionRefused rule = new ConnectionRefused();

  static Evidence story() {
    return seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)));
  }

  @Test
  void closedPortIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("jira.corp:443", "10.1.2.3");
  }

  @Test
  void hostsThatRefuseAtOnePortShareOneFindingAndThoseOnTheOtherSideDoNot() {
    var evidence =
        seen(
            direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)),
            direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_REFUSED)),
            direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_REFUSED)));

    assertThat(rule.findings(evidence))
        .extracting(Finding::target)
        .containsExactly("jira, nexus", "github");
  }

  @Test
  void portsThatOneHostRefusesShareOneFindingAndAnotherHostsDoNot() {
    var evidence =
        seen(
            Stream.concat(
                    IntStream.range(0, 250).mapToObj(i -> refused("db.corp", "10.1.2.3", 2000 + i)),
                    Stream.of(refused("cache.corp", "10.1.2.4", 6379)))
                .toArray(RouteCheck[]::new));

    assertThat(rule.findings(evidence))
        .extracting(Finding::summary)
        .satisfiesExactly(
            host ->
                assertThat(host)
                    .contains("db.corp:2000, db.corp:2001", "db.corp:2009 and 240 more refuse")
                    .doesNotContain("db.corp:2010"),
            other -> assertThat(other).contains("cache.corp:6379 refuses"));
  }

  private static RouteCheck refused(String host, String address, int port) {
    var uri = URI.create("tcp://" + host + ":" + port);
    return direct(
        new Target("tcp-" + port, Target.Kind.TCP, Target.Need.REQUIRED, uri),
        dialFailed(address, Code.TCP_REFUSED));
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("silent", seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT)))),
        argumentSet(
            "the proxy refuses",
            seen(proxySetAnd(), throughProxy(JIRA, dialFailed("10.9.9.9", Code.TCP_REFUSED)))),
        argumentSet(
            "refused at first, reached later",
            seen(direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED), answered(JIRA_ADDRESS)))),
        argumentSet(
            "only compared",
            seen(
                proxySetAnd(),
                throughProxy(JIRA, answered("10.9.9.9")),
                comparison(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
