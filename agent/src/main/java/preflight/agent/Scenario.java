package preflight.agent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import preflight.diagnosis.Cause;
import preflight.world.Access;
import preflight.world.CertificateFault;
import preflight.world.Origin;
import preflight.world.Site;

/** What can be wrong in the demo's world, and what Preflight must then say. */
enum Scenario {
  INCIDENT(
      Cause.METADATA_PROXIED_BY_ENV,
      "HTTP_PROXY also covers the metadata server, and Squid denies"),
  HEALTHY("everything answers, directly"),
  SQUID_DENIES_GITHUB(Cause.PROXY_DENIES_TARGET, "the proxy's rules do not allow GitHub"),
  AUTH(Cause.PROXY_AUTH_REQUIRED, "the proxy wants a user and a password"),
  EXPIRED_CERTIFICATE(Cause.TLS_CERTIFICATE_EXPIRED, "Jira's certificate ended yesterday"),
  IMPOSTOR(Cause.SERVICE_IMPOSTOR, "something else answers under Jira's name, in plain HTTP");

  /** What a job behind a proxy should have set from the beginning. */
  private static final Map<String, String> METADATA_BYPASSED =
      Map.of(
          "NO_PROXY", "metadata.google.internal,169.254.169.254,127.0.0.1",
          "no_proxy", "metadata.google.internal,169.254.169.254,127.0.0.1");

  private final Optional<Cause> cause;
  private final String story;

  Scenario(String story) {
    this.cause = Optional.empty();
    this.story = story;
  }

  Scenario(Cause cause, String story) {
    this.cause = Optional.of(cause);
    this.story = story;
  }

  static Optional<Scenario> named(String word) {
    return Arrays.stream(values()).filter(scenario -> scenario.label().equals(word)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Scenario::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String story() {
    return story;
  }

  /** The cause that must be found; empty where the gate must open. */
  Optional<Cause> cause() {
    return cause;
  }

  /** Breaks the world, and gives the variables that the job has been deployed with. */
  Map<String, String> arrange(DemoStage stage) {
    var variables = new HashMap<String, String>();
    switch (this) {
      case INCIDENT -> variables.putAll(stage.proxyVariables());
      case HEALTHY -> {}
      case SQUID_DENIES_GITHUB -> {
        stage.world().proxy().rules(Access.denyHosts(Site.GITHUB.host()));
        variables.putAll(stage.proxyVariables());
        variables.putAll(METADATA_BYPASSED);
      }
      case AUTH -> {
        stage.world().proxy().demandCredentials("preflight:swordfish");
        variables.putAll(stage.proxyVariables());
        variables.putAll(METADATA_BYPASSED);
      }
      case EXPIRED_CERTIFICATE -> {
        Origin jira = stage.world().jira();
        jira.present(stage.world().ca().issue(jira.site().host(), CertificateFault.EXPIRED));
      }
      case IMPOSTOR -> stage.replaceJira();
    }
    return variables;
  }
}
