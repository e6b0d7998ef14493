package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.NameTrial;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.plan.UriPort;
import preflight.probe.TlsConnection.Kind;

/**
 * Asks an address that hung up on a ClientHello for other names: whoever answers those has read the
 * first one. Only a handshake is begun, and nothing is asked.
 *
 * @param names hosts of the plan that TLS is spoken to
 */
record NameTrials(List<String> names) {

  private static final int NAMES = 2;

  NameTrials {
    names = names.stream().filter(name -> !NameResolver.isLiteral(name)).distinct().toList();
  }

  /** With the hosts of these checks that TLS is spoken to. */
  static NameTrials of(List<CheckPlan> checks) {
    return new NameTrials(
        checks.stream()
            .map(CheckPlan::url)
            .filter(url -> "https".equals(url.getScheme()))
            .map(UriPort::host)
            .toList());
  }

  /** Whether the peer ended the connection before it said a word of TLS. */
  static boolean worthwhile(TlsHandshake handshake) {
    return handshake.peer().isEmpty()
        && handshake.outcome().failedWith(Code.TLS_RESET, Code.TLS_CLOSED);
  }

  /** Tries a handshake without a name, then some with the plan's other names, until one answers. */
  List<NameTrial> at(SocketAddress address, String hungUpOn, AttemptScope scope) {
    List<Optional<String>> others =
        Stream.concat(
                Stream.of(Optional.<String>empty()),
                names.stream()
                    .filter(name -> !name.equals(hungUpOn))
                    .limit(NAMES)
                    .map(Optional::of))
            .toList();
    List<NameTrial> trials = new ArrayList<>();
    for (Optional<String> other : others) {
      NameTrial trial = new NameTrial(other, trial(address, other, scope));
      trials.add(trial);
      if (trial.outcome().succeeded()) {
        break;
      }
    }
    return trials;
  }

  private static Outcome trial(
      SocketAddress address, Optional<String> serverName, AttemptScope scope) {
    long start = scope.now();
    try (Socket socket = scope.dial(address, Segments.USUAL)) {
      TlsConnection.by(serverName, socket).shakeHands(Kind.USUAL, ProcessTls.JDKS);
      return scope.succeeded(start);
    } catch (IOException thrown) {
      Outcome failed = scope.failed(Stage.TLS, thrown, start);
      // An alert is an answer too: the server was asked, and declines in TLS.
      return failed.failedWith(Code.TLS_ALERT, Code.TLS_VERSION) ? scope.succeeded(start) : failed;
    }
  }
}
