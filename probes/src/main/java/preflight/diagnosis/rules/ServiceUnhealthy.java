package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/**
 * The service is reached and answers 5xx to the end.
 *
 * <p>It is blamed where the answer is surely its own, or where something else was reached: else a
 * proxy without a name may just as well have said so.
 */
final class ServiceUnhealthy implements Rule {

  /** Jira's own word (its /status), for example {@code MAINTENANCE}. */
  private static final Pattern STATE = Pattern.compile("\\{\"state\":\"([A-Z_]{1,20})\"\\}");

  @Override
  public Cause cause() {
    return Cause.SERVICE_UNHEALTHY;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence
                .deciding(Code.HTTP_SERVICE_FAILING)
                .filter(check -> check.target().kind() != Target.Kind.METADATA)
                .filter(check -> Answerer.instead(check).isEmpty())
                .filter(
                    check -> ServiceAnswers.genuine(check) || anotherIsReached(evidence, check)),
            Urls::authority)
        .map(this::finding);
  }

  private static boolean anotherIsReached(Evidence evidence, RouteCheck check) {
    return evidence.checks().stream()
        .filter(other -> other.target().kind() != Target.Kind.METADATA)
        .filter(other -> !Urls.host(other).equals(Urls.host(check)))
        .anyMatch(RouteCheck::reached);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean genuine = ServiceAnswers.genuine(check);
    return claim.finding(
        cause(),
        genuine ? Confidence.CERTAIN : Confidence.POSSIBLE,
        "%s cannot use %s: %s itself answers %s"
            .formatted(claim.tools(), claim.targets(), Urls.authority(check), said(check)),
        Stream.of(
                Stream.of(
                    "Asked %d times, at last: %s.".formatted(check.attempts().size(), said(check))),
                state(check).stream(),
                Stream.of(
                    genuine
                        ? "The answer is the service's own: its certificate or its marks prove it."
                        : "Nothing proves who answered, in plain HTTP; other hosts are reached."))
            .flatMap(facts -> facts)
            .toList(),
        new Remedy(
            "The network did its part. Tell the service's owner, or run the job again when it is"
                + " back.",
            Map.of(),
            List.of(
                "curl -sv -o /dev/null " + ShellWord.of(check.url().toString()),
                Deployment.of(claim.evidence()).execute() + " # once it is back")));
  }

  /** {@code 503 Service Unavailable}. */
  private static String said(RouteCheck check) {
    return check
        .all(HttpExchange.class)
        .filter(exchange -> exchange.outcome().failedWith(Code.HTTP_SERVICE_FAILING))
        .flatMap(exchange -> exchange.answer().stream())
        .map(HttpAnswer::toString)
        .findFirst()
        .orElseGet(() -> Phrase.failure(check));
  }

  private static Optional<String> state(RouteCheck check) {
    return check
        .answer()
        .flatMap(answer -> STATE.matcher(answer.bodyUtf8().strip()).results().findFirst())
        .map((MatchResult found) -> found.group(1))
        .map(state -> "Of itself it says %s.".formatted(state));
  }
}
