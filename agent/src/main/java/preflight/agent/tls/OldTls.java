package preflight.agent.tls;

import java.security.Security;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets this JVM speak TLS as far back as the workload's tools do, so that a server which they can
 * talk to is not called broken. Whether a family would refuse it is judged afterwards; nothing
 * secret is ever sent.
 */
final class OldTls {

  private static final String DISABLED = "jdk.tls.disabledAlgorithms";

  /** git and wget speak these versions; curl, too, has no objection to key exchange by RSA. */
  private static final Set<String> SPOKEN_BY_OTHERS = Set.of("TLSv1", "TLSv1.1", "TLS_RSA_*");

  private OldTls() {}

  static void permit() {
    Security.setProperty(DISABLED, without(Security.getProperty(DISABLED)));
  }

  static String without(String disabled) {
    return Stream.of(disabled.split(",", -1))
        .map(String::strip)
        .filter(algorithm -> !SPOKEN_BY_OTHERS.contains(algorithm))
        .collect(Collectors.joining(", "));
  }
}
