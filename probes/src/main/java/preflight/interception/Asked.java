package preflight.interception;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import preflight.observation.AddressSpace;

/**
 * What was asked for, and where.
 *
 * @param url absolute
 * @param address where the answer came from, if the host itself was dialled
 */
public record Asked(URI url, Optional<InetAddress> address) {

  /** Nobody knows where. */
  public static Asked of(URI url) {
    return new Asked(url, Optional.empty());
  }

  /** Whether the host is a private network's own, which may well move to another place in it. */
  boolean privately() {
    return address.filter(at -> AddressSpace.of(at) == AddressSpace.PRIVATE).isPresent();
  }
}
