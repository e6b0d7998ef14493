package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Failure.Permanence;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.Outcome;
import preflight.route.ProxyAddress;

class RetryScheduleTest {

  private final Random random = new Random(1);

  @Test
  void reachedIsNotAskedAgain() {
    var reached = new TcpConnect(List.of(), new Outcome.Succeeded(Duration.ZERO));

    assertThat(pause(1, attempt(0, reached))).isEmpty();
  }

  @Test
  void permanentFailureIsNotAskedAgain() {
    assertThat(pause(1, failed(0, Code.TLS_EXPIRED))).isEmpty();
  }

  @ParameterizedTest(name = "after {0} refusals: {1} to {2} ms")
  @CsvSource({"1, 187, 250", "2, 375, 500", "5, 3000, 4000", "6, 3750, 5000", "40, 3750, 5000"})
  void pausesDoubleUpToFiveSeconds(int refusals, long least, long most) {
    Attempt[] attempts = new Attempt[refusals];
    for (int i = 0; i < refusals; i++) {
      attempts[i] = failed(i * 6000L, Code.TCP_REFUSED);
    }

    assertThat(pause(300_000, attempts).orElseThrow().toMillis()).isBetween(least, most);
  }

  @Test
  void unknownNameIsAskedAgainTwoSecondsLater() {
    assertThat(pause(30, failed(10, Code.DNS_NAME_UNKNOWN)).orElseThrow().toMillis())
        .isBetween(1980L, 2280L);
  }

  @Test
  void unknownNameSeenTwiceTwoSecondsApartIsSettled() {
    assertThat(pause(2100, failed(10, Code.DNS_NAME_UNKNOWN), failed(2050, Code.DNS_NAME_UNKNOWN)))
        .isEmpty();
  }

  @Test
  void unknownNameAfterAnotherFailureBeginsAnew() {
    assertThat(
            pause(
                5000,
                failed(10, Code.DNS_NAME_UNKNOWN),
                failed(2500, Code.DNS_TEMPORARY),
                failed(4900, Code.DNS_NAME_UNKNOWN)))
        .isPresent();
  }

  @ParameterizedTest(name = "CONNECT answered with {0} is {1}")
  @CsvSource({
    "403, PERMANENT_IF_REPEATED",
    "500, PERMANENT_IF_REPEATED",
    "502, TRANSIENT",
    "503, TRANSIENT",
    "504, TRANSIENT"
  })
  void proxysOwnTroubleMayPassAndItsPolicyDoesNot(int status, Permanence expected) {
    var proxy = new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy.corp", 3128, Optional.empty());
    var refused =
        new TunnelRequest(
            proxy,
            "github.com:443",
            Optional.of(new HttpAnswer(status, "", List.of(), new byte[0])),
            failure(Code.PROXY_REFUSED_TUNNEL));

    assertThat(RetrySchedule.permanence(attempt(0, refused))).isEqualTo(expected);
  }

  private Optional<Duration> pause(long nowMillis, Attempt... attempts) {
    return RetrySchedule.pause(List.of(attempts), Duration.ofMillis(nowMillis), random);
  }

  private static Attempt failed(long startMillis, Code code) {
    return attempt(startMillis, new NameLookup("db", List.of(), List.of(), failure(code)));
  }

  private static Attempt attempt(long startMillis, Observation observation) {
    return new Attempt(Duration.ofMillis(startMillis), List.of(observation));
  }

  private static Outcome failure(Code code) {
    return new Outcome.Failed(new Failure(code, "words"), Duration.ZERO);
  }
}
