package preflight.diagnosis.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.Severity;
import preflight.diagnosis.ShellWord;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;

/**
 * The service is reached and wants fewer requests. A warning: with a token of its own the workload
 * has a limit of its own.
 */
final class ServiceRateLimited implements Rule {

  @Override
  public Cause cause() {
    return Cause.SERVICE_RATE_LIMITED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ServiceAnswers.reached(evidence).filter(ServiceAnswers::limited),
            Urls::authority)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.CERTAIN,
        "%s is reached, and limits requests without a token: %s"
            .formatted(Urls.authority(check), Answerer.inFull(check)),
        Stream.concat(
                Stream.of(
                    "%s answers %s.".formatted(Urls.authority(check), Answerer.inFull(check))),
                check.answer().stream().flatMap(ServiceRateLimited::limits))
            .toList(),
        new Remedy(
            "Let the workload ask with a token of its own: requests without one are counted by"
                + " address, which all jobs behind one NAT share.",
            Map.of(),
            List.of("curl -sI " + ShellWord.of(check.url().toString()))),
        List.of());
  }

  private static Stream<String> limits(HttpAnswer answer) {
    Optional<String> limit =
        answer
            .header("X-RateLimit-Limit")
            .filter(ServiceRateLimited::number)
            .map("It allows %s requests in its period."::formatted);
    Optional<String> reset =
        answer
            .header("X-RateLimit-Reset")
            .filter(ServiceRateLimited::number)
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
            .map("The count begins anew at %s."::formatted);
    Optional<String> later =
        answer
            .header("Retry-After")
            .filter(ServiceRateLimited::number)
            .map("It asks to wait for %s s."::formatted);
    return Stream.of(limit, reset, later).flatMap(Optional::stream);
  }

  private static boolean number(String value) {
    return value.matches("\\d{1,10}");
  }
}
