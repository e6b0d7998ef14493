package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.nameserver;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.seen;

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

class DnsServerSilentTest {

  private final DnsServerSilent rule = new DnsServerSilent();

  static Evidence story() {
    return seen(
        direct(
            JIRA,
            lookupFailed(
                "jira.corp",
                Code.DNS_TEMPORARY,
                nameserver("10.0.0.2", Reply.SILENT),
                nameserver("10.0.0.3", Reply.UNREACHABLE))));
  }

  @Test
  void silentNameserverIsFound() {
    assertThat(rule.findings(story()))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("10.0.0.2 and 10.0.0.3", "SILENT");
  }

  @Test
  void silentNameserverThatIsAskedBeforeOneThatAnswersIsFound() {
    var evidence =
        seen(
            direct(
                JIRA,
                lookupFailed(
                    "jira.corp",
                    Code.DNS_TIMEOUT,
                    nameserver("10.0.0.2", Reply.SILENT),
                    nameserver("10.0.0.3", Reply.NOERROR))));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Confidence.LIKELY, Finding::confidence)
        .asString()
        .contains("waits for a nameserver that does not answer", "10.0.0.3 NOERROR");
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet(
            "one of them answers, and time was not over",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_TEMPORARY,
                        nameserver("10.0.0.2", Reply.SILENT),
                        nameserver("10.0.0.3", Reply.NOERROR))))),
        argumentSet(
            "the one that does not answer says so at once",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_TIMEOUT,
                        nameserver("10.0.0.2", Reply.UNREACHABLE),
                        nameserver("10.0.0.3", Reply.NOERROR))))),
        argumentSet(
            "one of them answers with a failure",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_TEMPORARY,
                        nameserver("10.0.0.2", Reply.SILENT),
                        nameserver("10.0.0.3", Reply.SERVFAIL))))),
        argumentSet(
            "the name is unknown",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp",
                        Code.DNS_NAME_UNKNOWN,
                        nameserver("10.0.0.2", Reply.NXDOMAIN))))),
        argumentSet(
            "they answer now",
            seen(
                direct(
                    JIRA,
                    lookupFailed(
                        "jira.corp", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.NOERROR))))),
        argumentSet(
            "nothing was asked, and the resolver does not say",
            seen(direct(JIRA, lookupFailed("jira.corp", Code.DNS_TEMPORARY)))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }
}
