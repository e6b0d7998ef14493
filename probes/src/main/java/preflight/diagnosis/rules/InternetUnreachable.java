package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;

/**
 * Every public host is silent: the job has no way out to the internet.
 *
 * <p>One silent host alone proves nothing about the internet. Either two of them, or a private one
 * that answers, is asked for; else it is {@link HostFiltered}.
 */
final class InternetUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.INTERNET_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    List<RouteCheck> silent =
        DirectChecks.failed(evidence, Code.TCP_TIMEOUT).filter(Urls::publicly).toList();
    boolean anyPublicAnswers =
        DirectChecks.all(evidence).filter(Urls::publicly).anyMatch(DirectChecks::answers);
    return anyPublicAnswers || (hosts(silent) < 2 && privateOnes(evidence).isEmpty())
        ? Stream.empty()
        : Claim.over(evidence, silent.stream()).map(this::finding);
  }

  private Finding finding(Claim claim) {
    List<String> answering = privateOnes(claim.evidence());
    return claim.finding(
        cause(),
        answering.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN,
        "%s cannot reach %s: nothing on the internet answers this job"
            .formatted(claim.tools(), claim.targets()),
        List.of(
            "Silent, without even a refusal: %s."
                .formatted(Phrase.list(claim.checks().stream().map(Urls::authority))),
            answering.isEmpty()
                ? "No public host was reached at all."
                : "%s, on a private address, answers: the VPC works, its way out does not."
                    .formatted(Phrase.list(answering.stream())),
            "Their names resolve or are addresses, so DNS is not at fault."),
        new Remedy(
            "In the order of likelihood: no Cloud NAT covers the job's subnet; the default route"
                + " is missing or leads to an appliance; an egress rule denies. Each command tells one.",
            Map.of(),
            List.of(
                "gcloud compute routers list --format='yaml(name,network,region,nats)' "
                    + Deployment.networkProject(),
                "gcloud compute routes list --filter=destRange=0.0.0.0/0 "
                    + Deployment.networkProject(),
                "gcloud compute networks get-effective-firewalls NET "
                    + Deployment.networkProject())));
  }

  private static List<String> privateOnes(Evidence evidence) {
    return DirectChecks.all(evidence)
        .filter(Urls::privately)
        .filter(DirectChecks::answers)
        .map(Urls::host)
        .distinct()
        .toList();
  }

  private static long hosts(List<RouteCheck> checks) {
    return checks.stream().map(Urls::addresses).distinct().count();
  }
}
