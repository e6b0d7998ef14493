package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.seenAs;
import static preflight.testing.Facts.EGRESS;
import static preflight.testing.Facts.comparison;
import static preflight.testing.Facts.direct;
import static preflight.testing.Facts.expecting;
import static preflight.testing.Facts.proxySetAnd;
import static preflight.testing.Facts.seen;
import static preflight.testing.Facts.throughProxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Severity;
import preflight.identity.CallerAddress;
import preflight.observation.Failure.Code;
import preflight.plan.Expectations;

class EgressAddressUnexpectedTest {

  private static final Expectations RESERVED = from("34.76.1.2", "34.76.1.3");

  private final EgressAddressUnexpected rule = new EgressAddressUnexpected();

  static Evidence story() {
    return expecting(RESERVED, seen(direct(EGRESS, seenAs("35.1.1.1"))));
  }

  @Test
  void anotherAddressBlocksThoughTheTargetIsOptional() {
    Evidence evidence = expecting(RESERVED, seen(direct(EGRESS, seenAs("35.1.1.1"))));

    assertThat(rule.findings(evidence))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity)
        .returns(Confidence.CERTAIN, Finding::confidence)
        .asString()
        .contains("as 35.1.1.1, and not as 34.76.1.2 or 34.76.1.3", "all-traffic");
    assertThat(evidence.blocks(EGRESS)).isTrue();
    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::cause)
        .containsExactly(Cause.EGRESS_ADDRESS_UNEXPECTED);
  }

  @Test
  void proxysAddressIsSaidToBeTheProxys() {
    assertThat(
            rule.findings(
                expecting(
                    RESERVED,
                    seen(
                        proxySetAnd(),
                        comparison(EGRESS, seenAs("34.76.1.2")),
                        throughProxy(EGRESS, seenAs("35.1.1.1"))))))
        .singleElement()
        .asString()
        .contains("Through a proxy, the outside sees the proxy's address.");
  }

  @Test
  void silentEchoOnlyWarns() {
    Evidence evidence =
        expecting(RESERVED, seen(direct(EGRESS, dialFailed("203.0.113.9", Code.TCP_TIMEOUT))));

    assertThat(evidence.blocks(EGRESS)).isFalse();
    assertThat(Diagnosis.of(evidence, AllRules.ALL).findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  static Stream<Arguments> otherStories() {
    return Stream.of(
        argumentSet("nothing is expected", seen(direct(EGRESS, seenAs("35.1.1.1")))),
        argumentSet("the first", expecting(RESERVED, seen(direct(EGRESS, seenAs("34.76.1.2"))))),
        argumentSet("the second", expecting(RESERVED, seen(direct(EGRESS, seenAs("34.76.1.3"))))),
        argumentSet(
            "another spelling",
            expecting(from("2600:1900::1"), seen(direct(EGRESS, seenAs("2600:1900:0:0:0:0:0:1"))))),
        argumentSet(
            "only the way that nobody goes has another",
            expecting(
                RESERVED,
                seen(
                    proxySetAnd(),
                    comparison(EGRESS, seenAs("35.1.1.1")),
                    throughProxy(EGRESS, seenAs("34.76.1.2"))))),
        argumentSet(
            "no answer",
            expecting(
                RESERVED, seen(direct(EGRESS, dialFailed("203.0.113.9", Code.TCP_TIMEOUT))))));
  }

  @ParameterizedTest
  @MethodSource("otherStories")
  void otherStoriesAreNotFound(Evidence other) {
    assertThat(rule.findings(other)).isEmpty();
  }

  private static Expectations from(String... addresses) {
    List<InetAddress> literals =
        Stream.of(addresses).flatMap(one -> CallerAddress.literal(one).stream()).toList();
    return new Expectations(List.of(), Optional.empty(), List.of(), literals);
  }
}
