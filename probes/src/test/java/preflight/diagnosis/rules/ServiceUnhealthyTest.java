package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.failing;
import static preflight.testing.Attempts.json;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Facts.uncounted;

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
import preflight.observation.HttpAnswer;

class ServiceUnhealthyTest {

  private static final HttpAnswer UNAVAILABLE = answer(503, "Service Unavailable");

  private final ServiceUnhealthy rule = new ServiceUnhealthy();

  static Evidence story() {
    return seen(
        direct(
            JIRA,
            failing(
                JIRA_ADDRESS,
                UNAVAILABLE,
                json(503, "Service Unavailable", "{\"state\":\"MAINTENANCE\"}"))));
  }

  @Test
  void serviceBehindVerifiedTlsThatAnswers503IsFound() {
    assertThat(rule.findings(seen(direct(NEXUS, failing("10.1.2.4", UNAVAILABLE)))))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .returns("nexus", Finding::target)
        .asString()
        .contains("nexus.corp:443 itself answers 503 Service Unavailable");
  }

  @Test
  void whatJiraSaysOfItselfIsRepeated() {
    var maintenance = json(503, "Service Unavailable", "{\"state\":\"MAINTENANCE\"}");

    assertThat(rule.findings(seen(direct(JIRA, failing(JIRA_ADDRESS, UNAVAILABLE, maintenance)))))
        .singleElement()
        .asString()
        .contains("Of itself it says MAINTENANCE.");
  }

  @Test
  void plainAnswerIsBlamedWithReserveWhereOthersAreReached() {
    assertThat(
            rule.findings(
                seen(
                    direct(WIKI, failing("10.1.2.9", answer(500, "Oops"))),
                    direct(GITHUB, answered(GITHUB_ADDRESS)))))
        .singleElement()
        .returns(Confidence.POSSIBLE, Finding::confidence);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "plain HTTP, and nothing else is reached",
            seen(direct(WIKI, failing("10.1.2.9", UNAVAILABLE)))),
        argumentSet(
            "a proxy says so",
            seen(
                proxySetAnd(),
                throughProxy(
                    WIKI, failing("10.9.9.9", squid(503, "Unavailable", "ERR_CONNECT_FAIL"))),
                direct(GITHUB, answered(GITHUB_ADDRESS)))),
        argumentSet(
            "503, then fine",
            seen(direct(NEXUS, failing("10.1.2.4", UNAVAILABLE), answered("10.1.2.4")))),
        argumentSet(
            "no answer", seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_TIMEOUT)))),
        argumentSet(
            "nobody who counts goes there",
            seen(
                uncounted(direct(NEXUS, failing("10.1.2.4", UNAVAILABLE))),
                throughProxy(NEXUS, answered("10.9.9.9")))),
        argumentSet(
            "the metadata server", seen(directByName(failing("169.254.169.254", UNAVAILABLE)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
