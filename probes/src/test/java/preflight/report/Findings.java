package preflight.report;

import static preflight.report.Seen.check;
import static preflight.report.Seen.silent;
import static preflight.report.Seen.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.observation.RouteCheck;
import preflight.plan.Target;

/** Findings as rules report them, for the stories. */
final class Findings {

  private Findings() {}

  /** A finding whose one command is {@code command}. */
  static Finding mendedBy(String command) {
    return new Finding(
        Cause.METADATA_PROXIED_BY_ENV,
        Severity.ERROR,
        Confidence.CERTAIN,
        "metadata",
        "gcloud cannot get a token. ".repeat(20),
        List.of("One fact that is told at some length. ".repeat(8), "A second.", "A third."),
        new Remedy("Do this. ".repeat(60), Map.of("NO_PROXY", "localhost"), List.of(command)),
        List.of());
  }

  static Finding metadataProxied() {
    String noProxy = "localhost,127.0.0.1,.corp.example,metadata.google.internal,169.254.169.254";
    var values = new LinkedHashMap<String, String>();
    values.put("NO_PROXY", noProxy);
    values.put("no_proxy", noProxy);
    return new Finding(
        Cause.METADATA_PROXIED_BY_ENV,
        Severity.ERROR,
        Confidence.CERTAIN,
        "metadata",
        "gcloud and python cannot get a token: HTTP_PROXY=http://proxy.corp:3128 also covers the"
            + " metadata server (Squid, ERR_ACCESS_DENIED).",
        List.of(
            "HTTP_PROXY=http://proxy.corp:3128 is set, and NO_PROXY does not name the metadata"
                + " server.",
            "proxy.corp answers 403 Forbidden with Squid's page ERR_ACCESS_DENIED.",
            "Without the proxy the metadata server answers right now: neither IAM nor routing nor"
                + " the egress mode is to blame."),
        new Remedy(
            "Let the metadata server bypass the proxy. `jobs deploy --set-env-vars` and Terraform"
                + " wipe a value that is set by hand: set it there too.",
            values,
            List.of(
                "gcloud run jobs update my-agent-4 --region=europe-west1 --update-env-vars='^@^NO_PROXY="
                    + noProxy
                    + "@no_proxy="
                    + noProxy
                    + "'")),
        List.of());
  }

  static Finding coldStart() {
    return new Finding(
        Cause.NETWORK_COLD_START,
        Severity.NOTE,
        Confidence.LIKELY,
        "github",
        "The network needed 3.1 s to come up.",
        List.of("The first attempt at github.com:443 timed out; the second one got through."),
        new Remedy("Nothing to do: the run waited for it.", Map.of(), List.of()),
        List.of());
  }

  static Finding refused(Target target, RouteCheck check) {
    return new Finding(
        Cause.CONNECTION_REFUSED,
        Severity.ERROR,
        Confidence.CERTAIN,
        target.name(),
        target.host() + " refuses connections on port 443: nothing listens there.",
        List.of(
            "10.20.30.40:443 answered the SYN with RST, twice, 2 s apart.",
            "Other hosts of the same network answer."),
        new Remedy(
            "Start the service, or mend the port in the target's URL.",
            Map.of(),
            List.of("curl -sv https://" + target.host() + "/ -o /dev/null")),
        List.of(check));
  }

  static Finding filtered(RouteCheck silent) {
    return new Finding(
        Cause.HOST_FILTERED,
        Severity.WARNING,
        Confidence.LIKELY,
        "jira",
        "Nothing answers on jira.corp.example:443, while its neighbours answer.",
        List.of(
            "2 connections to 10.20.30.40:443 got no answer within 10 s each.",
            "nexus.corp.example:443 in the same network answers in 9 ms."),
        new Remedy(
            "Ask who runs the network of jira.corp.example to let this job's subnet in.",
            Map.of(),
            List.of(
                "gcloud compute firewall-rules list --project=HOST_PROJECT"
                    + " --filter='direction=EGRESS' # shows what denies")),
        List.of(silent));
  }

  /** A finding that says {@code words} wherever it can. */
  static Finding intercepted(String words) {
    return new Finding(
        Cause.HTTP_INTERCEPTED,
        Severity.ERROR,
        Confidence.CERTAIN,
        "metadata",
        "It says " + words,
        List.of("It says " + words),
        new Remedy("Ask about " + words, Map.of(), List.of()),
        List.of());
  }
}
