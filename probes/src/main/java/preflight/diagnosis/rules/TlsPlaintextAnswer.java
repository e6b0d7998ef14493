package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.Severity;
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;

/** One side speaks TLS and the other does not: the URL's scheme and its port do not fit. */
final class TlsPlaintextAnswer implements Rule {

  /** What nginx, Apache, Go and Tomcat say to plain HTTP on a port of theirs that speaks TLS. */
  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "plain HTTP request was sent to HTTPS port"
              + "|speaking plain HTTP to an SSL-enabled server port"
              + "|Client sent an HTTP request to an HTTPS server"
              + "|This combination of host and port requires TLS");

  @Override
  public Cause cause() {
    return Cause.TLS_PLAINTEXT_ANSWER;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Stream.concat(
        Claim.grouped(
                evidence,
                evidence
                    .deciding(Code.TLS_PLAINTEXT)
                    .filter(check -> Answerer.instead(check).isEmpty()),
                Urls::authority)
            .map(this::plainAnswer),
        Claim.grouped(
                evidence,
                evidence.checks().stream().filter(TlsPlaintextAnswer::wantsTls),
                Urls::authority)
            .map(this::plainQuestion));
  }

  private Finding plainAnswer(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: %s answers a TLS handshake in plain text"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check)),
        List.of(
            "The handshake: %s.".formatted(Phrase.failure(check)),
            check
                .answer()
                .map(page -> "What came instead is HTTP: " + page + ".")
                .orElse("What came instead has no HTTP status line either.")),
        new Remedy(
            "Check the port: it speaks no TLS. Where it has to, its owner has TLS switched off, or"
                + " a proxy that passes only plain HTTP stands before it.",
            Map.of(),
            List.of("curl -sv -o /dev/null " + ShellWord.of("http://" + Urls.authority(check)))));
  }

  private Finding plainQuestion(Claim claim) {
    RouteCheck check = claim.first();
    Severity severity = claim.evidence().severity(claim.checks());
    return claim.finding(
        cause(),
        severity == Severity.NOTE ? Severity.WARNING : severity,
        Confidence.CERTAIN,
        "%s cannot use %s: %s speaks TLS, and is asked in plain HTTP"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check)),
        List.of(
            "%s answers %s, and says that it wants TLS."
                .formatted(Urls.place(check), Answerer.inFull(check))),
        new Remedy(
            "Write https:// in the URL of this target, and in the workload's own settings.",
            Map.of(),
            List.of("curl -sv -o /dev/null " + ShellWord.of("https://" + Urls.authority(check)))),
        claim.checks());
  }

  private static boolean wantsTls(RouteCheck check) {
    return "http".equals(check.url().getScheme())
        && check
            .answer()
            .filter(answer -> answer.status() == 400)
            .map(HttpAnswer::bodyUtf8)
            .filter(body -> WANTS_TLS.matcher(body).find())
            .isPresent();
  }
}
