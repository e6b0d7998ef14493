package preflight.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.Recognition;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.Outcome;
import preflight.observation.Outcome.NotAttempted;
import preflight.observation.Stage;
import preflight.plan.Target;
import preflight.plan.UriPort;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** The stages that apply to a check, and what was seen of them; the rest was not attempted. */
final class Trail {

  private final CheckPlan check;
  private final List<Observation> seen = new ArrayList<>();

  Trail(CheckPlan check) {
    this.check = check;
  }

  /** The host that is dialled: the proxy's, where there is one. */
  static String dialledHost(CheckPlan check) {
    return check.route().proxy().map(ProxyAddress::host).orElseGet(() -> UriPort.host(check.url()));
  }

  /** Adds what was seen; says whether the next stage can be tried. */
  boolean add(Observation observation) {
    seen.add(observation);
    return observation.outcome().succeeded();
  }

  List<Observation> seen() {
    return List.copyOf(seen);
  }

  /** Every stage that applies, in order, those after a failure as not attempted. */
  List<Observation> complete() {
    Optional<Stage> failed =
        seen.stream()
            .filter(observation -> observation.outcome() instanceof Outcome.Failed)
            .map(Observation::stage)
            .findFirst();
    if (failed.isEmpty()) {
      return seen();
    }
    List<Observation> all = new ArrayList<>(seen);
    for (Stage stage : stages(check)) {
      boolean told = seen.stream().anyMatch(observation -> observation.stage() == stage);
      if (!told && stage.compareTo(failed.get()) > 0) {
        all.add(notAttempted(stage, new NotAttempted(failed.get())));
      }
    }
    return all;
  }

  static List<Stage> stages(CheckPlan check) {
    List<Stage> stages = new ArrayList<>();
    Target.Kind kind = check.target().kind();
    if (kind == Target.Kind.DNS || !NameResolver.isLiteral(dialledHost(check))) {
      stages.add(Stage.DNS);
    }
    if (kind == Target.Kind.DNS) {
      return stages;
    }
    stages.add(Stage.TCP);
    if (check.route() instanceof Route.Tunnel) {
      stages.add(Stage.PROXY);
    }
    if ("https".equals(check.url().getScheme())) {
      stages.add(Stage.TLS);
    }
    if (kind != Target.Kind.TCP && kind != Target.Kind.SSH) {
      stages.add(Stage.HTTP);
    }
    if (kind != Target.Kind.TCP) {
      stages.add(Stage.IDENTITY);
    }
    return stages;
  }

  private Observation notAttempted(Stage stage, Outcome outcome) {
    URI url = check.url();
    return switch (stage) {
      case DNS -> new NameLookup(dialledHost(check), List.of(), List.of(), outcome);
      case TCP -> new TcpConnect(List.of(), outcome);
      case PROXY ->
          new TunnelRequest(
              check.route().proxy().orElseThrow(),
              Urls.tunnelTarget(url),
              Optional.empty(),
              outcome);
      case TLS -> new TlsHandshake(UriPort.host(url), Optional.empty(), outcome);
      case HTTP -> new HttpExchange(Urls.withoutQuery(url), Optional.empty(), outcome);
      case IDENTITY -> new IdentityCheck(Recognition.NONE, List.of(), Optional.empty(), outcome);
    };
  }
}
