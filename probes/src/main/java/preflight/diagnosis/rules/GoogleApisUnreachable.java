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
import preflight.observation.Failure.Code;
import preflight.observation.GoogleVip;
import preflight.observation.RouteCheck;

/**
 * Google's APIs are silent, and not because the whole internet is.
 *
 * <p>Which virtual address DNS gives says what is missing on the way there.
 */
final class GoogleApisUnreachable implements Rule {

  private static final Code[] SILENT = {Code.TCP_TIMEOUT, Code.TCP_UNREACHABLE};

  @Override
  public Cause cause() {
    return Cause.GOOGLE_APIS_UNREACHABLE;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    Reach reach = new Reach(evidence);
    return Claim.grouped(
            evidence,
            DirectChecks.failed(evidence, SILENT)
                .filter(GoogleApis::asks)
                .filter(check -> vip(check) != GoogleVip.PUBLIC || !internetIsSilent(reach)),
            GoogleApisUnreachable::vip)
        .map(this::finding);
  }

  private static GoogleVip vip(RouteCheck check) {
    return Urls.addresses(check).stream().findFirst().map(GoogleVip::of).orElse(GoogleVip.PUBLIC);
  }

  /** Then Google is but one more host of it. */
  private static boolean internetIsSilent(Reach reach) {
    boolean othersAre =
        reach.silent(AddressSpace.PUBLIC).stream().anyMatch(check -> !GoogleApis.asks(check));
    return othersAre && reach.answering(AddressSpace.PUBLIC).isEmpty();
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    GoogleVip vip = vip(check);
    return claim.finding(
        cause(),
        Confidence.LIKELY,
        "%s cannot reach %s: Google's APIs are silent at their %s address"
            .formatted(claim.tools(), claim.targets(), words(vip)),
        List.of(
            "%s leads to %s, %s."
                .formatted(Phrase.list(claim.hosts()), claim.places(), meaning(vip)),
            "%s, at attempt %d.".formatted(Phrase.failure(check), check.attempts().size()),
            neighbours(claim.evidence())),
        remedy(vip));
  }

  private static String neighbours(Evidence evidence) {
    List<String> answering = new Reach(evidence).answering(AddressSpace.PUBLIC);
    return answering.isEmpty()
        ? "No other public host was there to compare with."
        : "%s on the internet answers: there is a way out."
            .formatted(Phrase.list(answering.stream()));
  }

  private static String words(GoogleVip vip) {
    return vip.label().replace('-', ' ');
  }

  private static String meaning(GoogleVip vip) {
    return switch (vip) {
      case PUBLIC -> "Google's public addresses";
      case PRIVATE -> "the virtual address of private.googleapis.com";
      case RESTRICTED -> "the virtual address of restricted.googleapis.com";
      case PRIVATE_SERVICE_CONNECT -> "an address inside the VPC";
    };
  }

  private static Remedy remedy(GoogleVip vip) {
    String access =
        "gcloud compute networks subnets update SUBNET --region=REGION"
            + " --enable-private-ip-google-access "
            + Deployment.networkProject();
    String firewall = Vpc.showFirewalls();
    return switch (vip) {
      case PUBLIC ->
          new Remedy(
              "Switch Private Google Access on for the job's subnet; it needs no Cloud NAT. Then see"
                  + " that no egress rule denies 443.",
              Map.of(),
              List.of(access, firewall));
      case PRIVATE, RESTRICTED ->
          new Remedy(
              "It needs Private Google Access on the job's subnet, a route for the range to the"
                  + " default internet gateway, and an egress rule that lets 443 pass.",
              Map.of(),
              List.of(
                  access,
                  "gcloud compute routes create google-apis --network=NET --destination-range=%s"
                          .formatted(range(vip))
                      + " --next-hop-gateway=default-internet-gateway "
                      + Deployment.networkProject(),
                  firewall));
      case PRIVATE_SERVICE_CONNECT ->
          new Remedy(
              "See that the endpoint exists, that the job is attached to its VPC, and that egress"
                  + " rules let 443 pass to it.",
              Map.of(),
              List.of(
                  "gcloud compute forwarding-rules list --global %s # shows the endpoints"
                      .formatted(Deployment.networkProject()),
                  firewall));
    };
  }

  private static String range(GoogleVip vip) {
    return vip == GoogleVip.RESTRICTED ? "199.36.153.4/30" : "199.36.153.8/30";
  }
}
