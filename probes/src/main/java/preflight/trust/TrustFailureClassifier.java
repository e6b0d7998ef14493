package preflight.trust;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;

/** Maps a trust manager's refusals onto {@link Code}. The one place that reads their messages. */
final class TrustFailureClassifier {

  private TrustFailureClassifier() {}

  static Failure classify(CertificateException refused) {
    return new Failure(code(refused), String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
  }

  private static Code code(CertificateException refused) {
    if (causes(refused).anyMatch(CertificateExpiredException.class::isInstance)) {
      return Code.TLS_EXPIRED;
    }
    return causes(refused).anyMatch(CertificateNotYetValidException.class::isInstance)
        ? Code.TLS_NOT_YET_VALID
        : Code.TLS_UNTRUSTED;
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }
}
