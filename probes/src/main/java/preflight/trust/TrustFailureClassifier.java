package preflight.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;

/** Maps a trust manager's refusals onto {@link Code}. The one place that reads their messages. */
final class TrustFailureClassifier {

  private static final Pattern USE =
      Pattern.compile("^(?:Extended key usage does not permit|KeyUsage does not allow)");

  /** Rules that a chain breaks which does lead to a trusted authority (RFC 5280, section 6.1). */
  private static final Set<Reason> RULES =
      Set.of(
          BasicReason.ALGORITHM_CONSTRAINED,
          PKIXReason.INVALID_KEY_USAGE,
          PKIXReason.INVALID_NAME,
          PKIXReason.INVALID_POLICY,
          PKIXReason.NOT_CA_CERT,
          PKIXReason.PATH_TOO_LONG,
          PKIXReason.UNRECOGNIZED_CRIT_EXT);

  private TrustFailureClassifier() {}

  static Failure classify(CertificateException refused) {
    return new Failure(code(refused), String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
  }

  /** Whether the path as such is trusted: of what the leaf is for, each client has a say. */
  static boolean isAboutUse(CertificateException refused) {
    return USE.matcher(String.valueOf(refused.getMessage())).find();
  }

  private static Code code(CertificateException refused) {
    if (causes(refused).anyMatch(CertificateExpiredException.class::isInstance)) {
      return Code.TLS_EXPIRED;
    }
    if (causes(refused).anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return Code.TLS_NOT_YET_VALID;
    }
    return causes(refused).anyMatch(TrustFailureClassifier::breaksARule)
        ? Code.TLS_UNFIT
        : Code.TLS_UNTRUSTED;
  }

  private static boolean breaksARule(Throwable cause) {
    return cause instanceof CertPathValidatorException invalid
        && RULES.contains(invalid.getReason());
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
