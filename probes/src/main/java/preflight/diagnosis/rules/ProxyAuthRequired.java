package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.observation.HttpAnswer;
import preflight.observation.RouteCheck;
import preflight.route.ProxyAddress;
import preflight.route.Setting;

/** The proxy wants credentials (407), and has none or wrong ones. */
final class ProxyAuthRequired implements Rule {

  @Override
  public Cause cause() {
    return Cause.PROXY_AUTH_REQUIRED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ProxiedChecks.failed(evidence)
                .filter(check -> check.answer().filter(a -> a.status() == 407).isPresent()),
            ProxiedChecks::proxy)
        .map(this::finding);
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    boolean sent = check.route().proxy().flatMap(ProxyAddress::userinfo).isPresent();
    return claim.finding(
        cause(),
        Confidence.CERTAIN,
        "%s cannot reach %s: the proxy %s wants credentials and %s"
            .formatted(
                claim.tools(),
                claim.targets(),
                ProxiedChecks.proxy(check),
                sent ? "refuses the ones it gets" : "gets none"),
        List.of(
            "The proxy answers %s.".formatted(Answerer.inFull(check)),
            "It asks for: %s.".formatted(schemes(check)),
            ProxiedChecks.sentBy(claim)),
        remedy(claim),
        ProxiedChecks.closedDirectWays(claim));
  }

  private static Remedy remedy(Claim claim) {
    String variables =
        claim.checks().stream()
            .flatMap(check -> ProxiedChecks.settings(claim.evidence(), check))
            .filter(setting -> setting.origin() == Setting.Origin.ENVIRONMENT)
            .map(Setting::name)
            .distinct()
            .map(name -> name + "=PROXY_URL_SECRET:latest")
            .collect(Collectors.joining(","));
    return new Remedy(
        "Keep the proxy's whole URL, user and password in it, as a secret and give it to the job"
            + " in place of the plain value; never write the password into a plain variable.",
        Map.of(),
        variables.isEmpty()
            ? List.of()
            : List.of(Deployment.of(claim.evidence()).update("--update-secrets=" + variables)));
  }

  private static String schemes(RouteCheck check) {
    String schemes =
        check.answer().stream()
            .map(HttpAnswer::headers)
            .flatMap(List::stream)
            .filter(header -> header.name().equalsIgnoreCase("Proxy-Authenticate"))
            .map(header -> header.value())
            .collect(Collectors.joining("; "));
    return schemes.isEmpty() ? "no scheme that it names" : schemes;
  }
}
