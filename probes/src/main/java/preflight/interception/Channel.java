package preflight.interception;

import java.util.Optional;
import preflight.observation.TlsPeer;

/** How an answer came here: decides which signs mean what. */
public enum Channel {
  /** A proxy's answer to CONNECT: whatever is not 2xx is the proxy's own. */
  CONNECT,
  /** An absolute-form request's answer from a proxy. */
  FORWARDED,
  /** Plain HTTP with no proxy configured. */
  PLAIN,
  /** Inside TLS that was verified for the host's name. */
  VERIFIED_TLS,
  /** Inside TLS that a product on the way has opened: its certificate proves nobody's name. */
  INSPECTED_TLS;

  /** How an answer came that was heard inside TLS with this peer. */
  public static Channel inside(Optional<TlsPeer> peer) {
    return peer.filter(presented -> presented.publicRoot().isEmpty())
            .flatMap(presented -> TlsInspectors.of(presented.chain()))
            .isPresent()
        ? INSPECTED_TLS
        : VERIFIED_TLS;
  }
}
