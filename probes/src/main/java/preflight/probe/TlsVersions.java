package preflight.probe;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.route.ClientFamily;

/** Which client families still speak the versions of TLS that RFC 8996 retired. */
final class TlsVersions {

  private static final Set<String> RETIRED = Set.of("TLSv1", "TLSv1.1");

  /**
   * Debian builds both with GnuTLS, which by default speaks TLS 1.0; OpenSSL, Go and Java do not.
   */
  private static final Set<ClientFamily> OLD_FASHIONED =
      EnumSet.of(ClientFamily.GIT, ClientFamily.WGET);

  private TlsVersions() {}

  /** Why some of these families would break off; empty where none would, or none is given. */
  static Optional<Failure> refusal(String protocol, Collection<ClientFamily> families) {
    List<String> refusing =
        families.stream()
            .filter(family -> !OLD_FASHIONED.contains(family))
            .map(ClientFamily::label)
            .toList();
    return refusing.isEmpty() || !RETIRED.contains(protocol)
        ? Optional.empty()
        : Optional.of(
            new Failure(
                Code.TLS_VERSION,
                "the server chose %s; refused by %s"
                    .formatted(protocol, String.join(", ", refusing))));
  }
}
