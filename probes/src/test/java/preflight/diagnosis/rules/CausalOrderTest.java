package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.lookupFailed;
import static preflight.testing.Attempts.nameserver;
import static preflight.testing.Attempts.noToken;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.NEXUS;
import static preflight.testing.Facts.OPTIONAL_JIRA;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.directByName;
import static preflight.testing.Facts.metadataThroughProxy;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;
import static preflight.testing.Facts.uncounted;

import java.net.URI;
import java.util.List;
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
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.Observation.Recognition;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.Target;

/** The whole catalogue at once: one root cause, one finding, and nothing left over. */
class CausalOrderTest {

  private static final Attempt DENIED = tunnelRefused(squid(403, "No", "ERR_ACCESS_DENIED"));
  private static final Attempt DEAD = dialFailed("10.9.9.9", Code.TCP_REFUSED);
  private static final Attempt NO_SERVER =
      lookupFailed("x", Code.DNS_TEMPORARY, nameserver("10.0.0.2", Reply.SILENT));
  private static final RouteCheck METADATA_WORKS = comparison(METADATA, BY_ADDRESS, ownMetadata());

  static Stream<Arguments> stories() {
    return Stream.of(
        argumentSet(
            "Squid denies the metadata server and serves the rest",
            seen(
                proxySetAnd(),
                METADATA_WORKS,
                metadataThroughProxy(foreign("10.9.9.9", squid(403, "No", "ERR_ACCESS_DENIED"))),
                throughProxy(GITHUB, answered("10.9.9.9"))),
            List.of(Cause.METADATA_PROXIED_BY_ENV)),
        argumentSet(
            "a dead proxy takes metadata and services along, each with a mend of its own",
            seen(
                proxySetAnd(),
                METADATA_WORKS,
                metadataThroughProxy(DEAD),
                throughProxy(GITHUB, DEAD),
                throughProxy(JIRA, DEAD),
                comparison(JIRA, answered(JIRA_ADDRESS))),
            List.of(Cause.METADATA_PROXIED_BY_ENV, Cause.PROXY_UNREACHABLE)),
        argumentSet(
            "everything at the metadata address is redirected",
            seen(
                comparison(METADATA, BY_ADDRESS, foreign("169.254.169.254", squid(403, "No", "X"))),
                directByName(foreign("169.254.169.254", squid(403, "No", "X")))),
            List.of(Cause.METADATA_INTERCEPTED)),
        argumentSet(
            "no token on any way, the proxied one included",
            seen(
                proxySetAnd(),
                comparison(METADATA, BY_ADDRESS, noToken()),
                metadataThroughProxy(foreign("10.9.9.9", squid(403, "No", "ERR_ACCESS_DENIED")))),
            List.of(Cause.SERVICE_ACCOUNT_UNUSABLE)),
        argumentSet(
            "the internet is silent and a private host answers",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS))),
            List.of(Cause.INTERNET_UNREACHABLE)),
        argumentSet(
            "five public hosts are silent, for want of a NAT",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT)),
                direct(host("a"), dialFailed("203.0.114.10", Code.TCP_TIMEOUT)),
                direct(host("b"), dialFailed("203.0.114.11", Code.TCP_TIMEOUT)),
                direct(host("c"), dialFailed("203.0.114.12", Code.TCP_TIMEOUT)),
                direct(JIRA, answered(JIRA_ADDRESS))),
            List.of(Cause.INTERNET_UNREACHABLE)),
        argumentSet(
            "everything is silent, for the connector is down",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(host("a"), dialFailed("203.0.114.10", Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_TIMEOUT)),
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT))),
            List.of(Cause.PRIVATE_NETWORK_UNREACHABLE)),
        argumentSet(
            "no NAT, and a firewall that drops one private host of two",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(host("a"), dialFailed("203.0.114.10", Code.TCP_TIMEOUT)),
                direct(NEXUS, answered("10.1.2.4")),
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT))),
            List.of(Cause.INTERNET_UNREACHABLE, Cause.HOST_FILTERED)),
        argumentSet(
            "no way into the private network, and one public host filtered",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(host("a"), answered("203.0.114.10")),
                direct(NEXUS, dialFailed("10.1.2.4", Code.TCP_TIMEOUT)),
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_TIMEOUT))),
            List.of(Cause.PRIVATE_NETWORK_UNREACHABLE, Cause.HOST_FILTERED)),
        argumentSet(
            "no NAT, and a service without a DNS record",
            seen(
                direct(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(host("a"), dialFailed("203.0.114.10", Code.TCP_TIMEOUT)),
                direct(
                    JIRA,
                    lookupFailed(
                        "x", Code.DNS_NAME_UNKNOWN, nameserver("10.0.0.2", Reply.NXDOMAIN))),
                direct(NEXUS, answered("10.1.2.4"))),
            List.of(Cause.DNS_NAME_UNKNOWN, Cause.INTERNET_UNREACHABLE)),
        argumentSet(
            "NAT ports run out for one host, and another is filtered",
            seen(
                direct(
                    GITHUB,
                    requestFailed(GITHUB_ADDRESS, Code.HTTP_CLOSED),
                    dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
                direct(NEXUS, dialFailed("203.0.114.9", Code.TCP_TIMEOUT))),
            List.of(Cause.CONNECTION_INTERMITTENT, Cause.HOST_FILTERED)),
        argumentSet(
            "no nameserver for three names",
            seen(direct(GITHUB, NO_SERVER), direct(JIRA, NO_SERVER), direct(NEXUS, NO_SERVER)),
            List.of(Cause.DNS_SERVER_SILENT)),
        argumentSet(
            "the proxy denies, nobody counts, and the direct way is closed by design",
            seen(
                proxySetAnd(),
                uncounted(throughProxy(GITHUB, DENIED)),
                comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT))),
            List.of(Cause.PROXY_DENIES_TARGET)),
        argumentSet(
            "two unrelated faults",
            seen(
                direct(GITHUB, requestFailed(GITHUB_ADDRESS, Code.HTTP_TIMEOUT)),
                direct(JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED))),
            List.of(Cause.CONNECTION_REFUSED, Cause.SERVICE_SILENT)));
  }

  private static Target host(String name) {
    return new Target(
        name, Target.Kind.HTTP, Target.Need.REQUIRED, URI.create("https://" + name + ".example"));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void rootCausesAreFoundAndNothingIsLeftOver(Evidence evidence, List<Cause> causes) {
    var diagnosis = Diagnosis.of(evidence, AllRules.ALL);

    assertThat(diagnosis.findings())
        .allMatch(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::cause)
        .containsExactlyElementsOf(causes);
    assertThat(diagnosis.unexplained()).isEmpty();
  }

  @Test
  void mandatoryProxyWithEveryDirectWayClosedIsGreen() {
    var evidence =
        seen(
            proxySetAnd("NO_PROXY=metadata.google.internal"),
            METADATA_WORKS,
            directByName(ownMetadata()),
            throughProxy(
                GITHUB,
                answered("10.9.9.9", answer(200, "OK", "Via: 1.1 squid"), Recognition.CONTENT)),
            comparison(GITHUB, dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT)),
            throughProxy(JIRA, answered("10.9.9.9")),
            comparison(JIRA, NO_SERVER));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings()).isEmpty();
  }

  @Test
  void proxiedMetadataThatNobodyCountsIsANote() {
    var evidence =
        seen(
            proxySetAnd(),
            METADATA_WORKS,
            directByName(ownMetadata()),
            metadataThroughProxy(Standing.EVIDENCE, DEAD));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTE);
  }

  @Test
  void optionalTargetsFailureIsAWarning() {
    var evidence = seen(direct(OPTIONAL_JIRA, dialFailed(JIRA_ADDRESS, Code.TCP_REFUSED)));

    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void failureThatNoRuleKnowsStaysUnexplained() {
    var evidence = seen(direct(JIRA, requestFailed(JIRA_ADDRESS, Code.HTTP_MALFORMED)));

    var diagnosis = Diagnosis.of(evidence, AllRules.ALL);

    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.unexplained()).containsExactlyElementsOf(evidence.checks());
  }
}
