package preflight.report;

import static preflight.plan.Target.Need.REQUIRED;
import static preflight.route.ClientFamily.CURL;
import static preflight.route.ClientFamily.GCLOUD_TOKEN;
import static preflight.route.ClientFamily.GIT;
import static preflight.route.ClientFamily.GOOGLE_AUTH_PYTHON;
import static preflight.route.ClientFamily.PYTHON_REQUESTS;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TcpConnect;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.observation.Stage;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Checks as probes report them, for the stories. */
final class Seen {

  static final String CANARY = "c4n4ry";

  static final Target METADATA =
      new Target(
          "metadata",
          Target.Kind.METADATA,
          REQUIRED,
          URI.create("http://metadata.google.internal/computeMetadata/v1/"));
  static final Target GITHUB = target("github", Target.Kind.GITHUB, "https://github.com/");
  static final Target JIRA = target("jira", Target.Kind.JIRA, "https://jira.corp.example/");
  static final Target NEXUS = target("nexus", Target.Kind.NEXUS, "https://nexus.corp.example/");

  static final URI BY_ADDRESS = URI.create("http://169.254.169.254/computeMetadata/v1/");
  static final Route DIRECT = new Route.Direct();
  static final ProxyAddress PROXY =
      new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy.corp", 3128, Optional.of("user:" + CANARY));

  private Seen() {}

  static RouteCheck deniedBySquid() {
    return check(
        METADATA,
        METADATA.uri(),
        new Route.Forward(PROXY),
        Standing.COUNTED,
        List.of(GCLOUD_TOKEN, GOOGLE_AUTH_PYTHON, PYTHON_REQUESTS, CURL),
        attempt(
            lookup(worked(2)),
            connect(worked(4)),
            exchange(METADATA.uri(), worked(7)),
            identity(
                failed(
                    Failure.Code.IDENTITY_FOREIGN,
                    "403 Forbidden from Squid, ERR_ACCESS_DENIED",
                    0))));
  }

  static Target target(String name, Target.Kind kind, String url) {
    return new Target(name, kind, REQUIRED, URI.create(url));
  }

  static RouteCheck reached(
      Target target, URI url, Route route, Standing standing, ClientFamily... clients) {
    List<Observation> stages = new ArrayList<>(List.of(lookup(worked(3)), connect(worked(9))));
    if (url.getScheme().equals("https")) {
      stages.add(handshake(worked(21)));
    }
    stages.addAll(List.of(exchange(url, worked(30)), identity(worked(0))));
    var attempt = new Attempt(Duration.ZERO, stages);
    return check(target, url, route, standing, List.of(clients), attempt);
  }

  static RouteCheck silent(Target target) {
    Attempt silence =
        attempt(
            lookup(worked(3)),
            connect(failed(Failure.Code.TCP_TIMEOUT, "Connect timed out", 10_000)),
            handshake(blockedBy(Stage.TCP)),
            exchange(target.uri(), blockedBy(Stage.TCP)),
            identity(blockedBy(Stage.TCP)));
    return new RouteCheck(
        target,
        target.uri(),
        DIRECT,
        List.of(CURL, GIT),
        Standing.COUNTED,
        List.of(silence, silence));
  }

  static RouteCheck check(
      Target target,
      URI url,
      Route route,
      Standing standing,
      List<ClientFamily> clients,
      Attempt attempt) {
    return new RouteCheck(target, url, route, clients, standing, List.of(attempt));
  }

  static Attempt attempt(Observation... stages) {
    return new Attempt(Duration.ZERO, List.of(stages));
  }

  static Observation lookup(Outcome outcome) {
    return new NameLookup("host.example", List.of(), List.of(), outcome);
  }

  static Observation connect(Outcome outcome) {
    return new TcpConnect(List.of(), outcome);
  }

  static Observation handshake(Outcome outcome) {
    return new TlsHandshake("host.example", Optional.empty(), outcome);
  }

  static Observation exchange(URI url, Outcome outcome) {
    return new HttpExchange(url, Optional.empty(), outcome);
  }

  static Observation identity(Outcome outcome) {
    return new IdentityCheck(
        outcome.succeeded() ? Observation.Recognition.CONTENT : Observation.Recognition.NONE,
        List.of(),
        Optional.empty(),
        outcome);
  }

  static Outcome worked(long millis) {
    return new Outcome.Succeeded(Duration.ofMillis(millis));
  }

  static Outcome failed(Failure.Code code, String detail, long millis) {
    return new Outcome.Failed(new Failure(code, detail), Duration.ofMillis(millis));
  }

  static Outcome blockedBy(Stage stage) {
    return new Outcome.NotAttempted(stage);
  }
}
