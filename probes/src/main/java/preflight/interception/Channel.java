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
  /**
   * Inside TLS that somebody on the way has opened, as the certificate shows, which then proves
   * nobody's name: a known product made it, or no public root vouches for a host of the internet.
   */
  INSPECTED_TLS;

  /** How an answer came that was heard inside TLS with {@code host}, which showed this peer. */
  public static Channel inside(String host, Optional<TlsPeer> peer) {
    return peer.filter(presented -> presented.publicRoot().isEmpty())
            .filter(presented ->
                InternetHosts.contains(host) || TlsInspectors.of(presented.chain()).isPresent())
            .isPresent()
        ? INSPECTED_TLS
        : VERIFIED_TLS;
  }
}
