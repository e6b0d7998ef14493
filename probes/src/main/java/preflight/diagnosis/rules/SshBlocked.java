package preflight.diagnosis.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.ShellWord;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.plan.UriPort;

/**
 * SSH does not come through while other traffic does.
 *
 * <p>A silent port is claimed only where something else on the same side answers; a connection that
 * is made, and on which no server introduces itself, shows by itself that packets get there.
 */
final class SshBlocked implements Rule {

  private static final Code[] NO_CONNECTION = {Code.TCP_TIMEOUT, Code.TCP_UNREACHABLE};
  private static final Code[] NO_SERVER = {
    Code.SSH_SILENT, Code.SSH_CLOSED, Code.TCP_RESET, Code.IDENTITY_FOREIGN
  };

  @Override
  public Cause cause() {
    return Cause.SSH_BLOCKED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            evidence.checks().stream()
                .filter(check -> check.target().kind() == Target.Kind.SSH)
                .filter(evidence::decides)
                .filter(check ->
                    check.failedWith(NO_SERVER)
                        || (check.failedWith(NO_CONNECTION)
                            && !answering(evidence, check).isEmpty())),
            Urls::authority)
        .map(this::finding);
  }

  /**
   * What was heard on the same side of the VPC's edge, the host's own other ports first. Google's
   * APIs are no witnesses: Private Google Access leads to them alone.
   */
  private static List<String> answering(Evidence evidence, RouteCheck check) {
    boolean isPrivate = Urls.privately(check);
    return Stream.concat(DirectChecks.all(evidence), evidence.control().stream())
        .filter(other -> other.target().kind() != Target.Kind.SSH && !GoogleApis.needNoNat(other))
        .filter(DirectChecks::answers)
        .filter(other -> Urls.privately(other) == isPrivate)
        .sorted(Comparator.comparing(other -> !Urls.host(other).equals(Urls.host(check))))
        .map(Urls::authority)
        .distinct()
        .toList();
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    List<String> answering = answering(claim.evidence(), check);
    boolean connected = check.failedWith(NO_SERVER);
    return claim.finding(
        cause(),
        connected ? Confidence.POSSIBLE : Confidence.LIKELY,
        "SSH cannot reach %s: %s"
            .formatted(
                Urls.authority(check),
                connected
                    ? "it takes the connection, and no SSH server speaks"
                    : "the port is filtered"),
        Stream.of(
                Stream.of(
                    "%s: %s, at attempt %d."
                        .formatted(
                            Urls.place(check), Phrase.failure(check), check.attempts().size())),
                answering.stream()
                    .limit(1)
                    .map(host -> "%s answers, so the way there works.".formatted(host)),
                connected
                    ? Stream.of(
                        "An SSH server sends its identification string without being asked.")
                    : Stream.<String>empty())
            .flatMap(facts -> facts)
            .toList(),
        remedy(claim, connected));
  }

  private static Remedy remedy(Claim claim, boolean connected) {
    RouteCheck check = claim.first();
    String instead =
        Urls.host(check).equalsIgnoreCase("github.com")
            ? " GitHub takes SSH at ssh.github.com, port 443, too."
            : " Where HTTPS works, cloning over it needs no SSH.";
    return new Remedy(
        (connected
                ? "See whether something on the way filters SSH, or the server is overloaded."
                : "Let TCP %d out, in the VPC's egress rules and in the company's firewall."
                    .formatted(UriPort.port(check.url())))
            + instead,
        Map.of(),
        connected
            ? List.of(
                "nc -w 10 %s %d </dev/null # shows what the server says first"
                    .formatted(ShellWord.of(Urls.host(check)), UriPort.port(check.url())))
            : List.of(Vpc.allow("allow-ssh-egress", claim.checks()), Vpc.showFirewalls()));
  }
}
