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
import preflight.observation.AddressSpace;
import preflight.observation.RouteCheck;

/**
 * Every public host is silent: the job has no way out to the internet.
 *
 * <p>One silent host alone proves nothing about the internet. A second one, the control host, or a
 * VPC that works is asked for; else it is {@link HostFiltered}. Google's APIs that answer acquit
 * nobody, for Private Google Access needs no way out.
 */
final class InternetUnreachable implements Rule {

  @Override
  public Cause cause() {
    return Cause.INTERNET_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    Reach reach = new Reach(evidence);
    List<RouteCheck> silent = reach.silent(AddressSpace.PUBLIC);
    if (silent.isEmpty()) {
      return Stream.empty();
    }
    boolean several = Reach.hosts(silent) > 1 || reach.controlIsSilent();
    boolean alone =
        reach.answeringGoogleApis(AddressSpace.PUBLIC).isEmpty()
            && !reach.answeringInVpc().isEmpty();
    return reach.answering(AddressSpace.PUBLIC).isEmpty() && (several || alone)
        ? Claim.over(evidence, silent.stream()).map(claim -> finding(claim, reach, several))
        : Stream.empty();
  }

  private Finding finding(Claim claim, Reach reach, boolean several) {
    List<String> vpc = reach.answeringInVpc();
    return claim.finding(
        cause(),
        several && !vpc.isEmpty() ? Confidence.CERTAIN : Confidence.LIKELY,
        "%s cannot reach %s: nothing on the internet answers this job"
            .formatted(claim.tools(), claim.targets()),
        List.of(
            "Silent, without even a refusal: %s.".formatted(Phrase.list(silent(claim, reach))),
            inside(reach, vpc),
            "Their names resolve or are addresses, so DNS is not at fault."),
        remedy(claim, vpc.isEmpty()));
  }

  private static Stream<String> silent(Claim claim, Reach reach) {
    return Stream.concat(
        claim.checks().stream().map(Urls::authority),
        reach.evidence().control().stream()
            .filter(control -> reach.controlIsSilent())
            .map(control -> Urls.authority(control) + " (the control host)"));
  }

  private static String inside(Reach reach, List<String> vpc) {
    List<String> google = reach.answeringGoogleApis(AddressSpace.PUBLIC);
    if (!google.isEmpty()) {
      return "%s answers, which needs no Cloud NAT where Private Google Access is on."
          .formatted(Phrase.list(google.stream()));
    }
    if (vpc.isEmpty()) {
      return "No public host was reached at all.";
    }
    List<String> own = reach.answering(AddressSpace.PRIVATE);
    return "%s, %s, answers: the VPC works, its way out does not."
        .formatted(
            Phrase.list((own.isEmpty() ? vpc : own).stream()),
            own.isEmpty() ? "inside the VPC" : "on a private address");
  }

  private static Remedy remedy(Claim claim, boolean connectorToo) {
    Deployment job = Deployment.of(claim.evidence());
    Stream<String> mends =
        Stream.of(
            Vpc.createNat(job),
            connectorToo ? job.attachAllTraffic() : "",
            Vpc.createDefaultRoute(),
            Vpc.allow("allow-run-egress", claim.checks()));
    Stream<String> shows =
        Stream.of(
            Vpc.showNat(),
            connectorToo ? Vpc.showConnector(job) : "",
            Vpc.showDefaultRoute(),
            Vpc.showFirewalls());
    return new Remedy(
        "Likeliest first, a command for each: no Cloud NAT covers the job's subnet;"
            + (connectorToo ? " the connector is down;" : "")
            + " the default route is missing or leads to an appliance; an egress rule denies.",
        Map.of(),
        Stream.concat(mends, shows).filter(command -> !command.isEmpty()).toList());
  }
}
