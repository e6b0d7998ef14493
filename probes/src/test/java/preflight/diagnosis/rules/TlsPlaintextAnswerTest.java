package preflight.diagnosis.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.WIKI;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;
import static preflight.testing.Handshakes.handshakeFailed;
import static preflight.testing.Handshakes.plainPage;

import java.net.URI;
import java.util.List;
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
import preflight.observation.Observation.Recognition;
import preflight.plan.Target;

class TlsPlaintextAnswerTest {

  private final TlsPlaintextAnswer rule = new TlsPlaintextAnswer();

  static Evidence story() {
    return seen(direct(JIRA, plainPage(answer(400, "Bad Request"))));
  }

  @Test
  void plainPageInAnswerToAHandshakeIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("jira.corp:443", "400 Bad Request", "http://jira.corp:443");
  }

  @Test
  void bytesThatAreNoHttpAreFoundToo() {
    assertThat(rule.findings(seen(direct(JIRA, handshakeFailed(Code.TLS_PLAINTEXT)))))
        .singleElement()
        .asString()
        .contains("no HTTP status line");
  }

  static Stream<String> wordsOfServersThatWantTls() {
    return Stream.of(
        "<center>The plain HTTP request was sent to HTTPS port</center>",
        "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
        "Client sent an HTTP request to an HTTPS server.\n",
        "Bad Request\r\nThis combination of host and port requires TLS.\r\n");
  }

  @ParameterizedTest
  @MethodSource("wordsOfServersThatWantTls")
  void plainQuestionToATlsPortIsAWarningWhereAnyAnswerCounts(String words) {
    assertThat(
            rule.findings(
                seen(
                    direct(
                        WIKI, answered(JIRA_ADDRESS, page(400, words), Recognition.ANY_ANSWER)))))
        .singleElement()
        .returns(Severity.WARNING, Finding::severity)
        .asString()
        .contains("https://wiki.corp:80");
  }

  @Test
  void plainQuestionToATlsPortBlocksWhereTheServiceIsKnownByItsMarks() {
    var plain =
        new Target("jira", Target.Kind.JIRA, Target.Need.REQUIRED, URI.create("http://jira:443"));
    String words = wordsOfServersThatWantTls().findFirst().orElseThrow();

    assertThat(rule.findings(seen(direct(plain, foreign(JIRA_ADDRESS, page(400, words))))))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity);
  }

  static Stream<Arguments> otherStories() {
    String words = wordsOfServersThatWantTls().findFirst().orElseThrow();
    return Stream.of(
        argumentSet(
            "the plain page is a proxy's",
            seen(direct(JIRA, plainPage(squid(403, "Forbidden", "ERR_ACCESS_DENIED"))))),
        argumentSet("another alert", seen(direct(JIRA, handshakeFailed(Code.TLS_ALERT)))),
        argumentSet(
            "a wiki page that quotes the words",
            seen(direct(WIKI, answered(JIRA_ADDRESS, page(200, words), Recognition.ANY_ANSWER)))),
        argumentSet(
            "said inside TLS",
            seen(direct(JIRA, answered(JIRA_ADDRESS, page(400, words), Recognition.CONTENT)))),
        argumentSet(
            "only where nobody goes",
            seen(
                direct(JIRA, answered(JIRA_ADDRESS)),
                comparison(JIRA, handshakeFailed(Code.TLS_PLAINTEXT)))));
  }

  private static HttpAnswer page(int status, String text) {
    return new HttpAnswer(status, "Bad Request", List.of(), text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
