package preflight.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.diagnosis.Evidence;
import preflight.observation.Attempt;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Expectations;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.plan.Target.Kind;
import preflight.plan.Target.Need;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;
import preflight.route.RouteTable;

/** Builds evidence for tests, in the words a person would use to tell the story. */
public final class Facts {

  public static final URI BY_ADDRESS = URI.create("http://169.254.169.254");
  public static final URI BY_NAME = URI.create("http://metadata.google.internal");

  public static final Target METADATA = required("metadata", Kind.METADATA, BY_NAME);
  public static final Target GITHUB = required("github", Kind.GITHUB, "https://github.com");
  public static final Target JIRA = required("jira", Kind.JIRA, "https://jira.corp/jira");
  public static final Target NEXUS = required("nexus", Kind.NEXUS, "https://nexus.corp");
  public static final Target WIKI = required("http", Kind.HTTP, "http://wiki.corp/start");
  public static final Target STORAGE =
      required("google-storage", Kind.GOOGLE, "https://storage.googleapis.com");
  public static final Target EGRESS =
      new Target("egress", Kind.EGRESS, Need.OPTIONAL, URI.create("https://ip.example"));
  public static final Target SSH = required("ssh", Kind.SSH, "ssh://github.com:22");
  public static final Target OPTIONAL_JIRA =
      new Target("jira", Kind.JIRA, Need.OPTIONAL, JIRA.uri());

  /** A proxy whose password must be in no output. */
  public static final ProxyAddress PROXY =
      new ProxyAddress(
          ProxyAddress.Scheme.HTTP, "proxy.corp", 3128, Optional.of("user:canary-secret"));

  /** What sets {@link #PROXY} for http and https. */
  public static final Map<String, String> PROXY_SET =
      Map.of(
          "HTTP_PROXY", "http://user:canary-secret@proxy.corp:3128",
          "HTTPS_PROXY", "http://user:canary-secret@proxy.corp:3128");

  /** What Cloud Run sets. */
  public static final Map<String, String> CLOUD_RUN = Map.of("CLOUD_RUN_JOB", "my-agent-4");

  /** What sends gcloud, and nobody else, through {@link #PROXY}. */
  public static final Map<String, String> GCLOUD_PROPERTY =
      Map.of(
          "CLOUDSDK_PROXY_TYPE", "http",
          "CLOUDSDK_PROXY_ADDRESS", "proxy.corp",
          "CLOUDSDK_PROXY_PORT", "3128");

  public static final String GITHUB_ADDRESS = "140.82.121.4";
  public static final String JIRA_ADDRESS = "10.1.2.3";

  private Facts() {}

  // Evidence

  /** Seen in a container without any variable. */
  public static Evidence seen(RouteCheck... checks) {
    return seen(Map.of(), checks);
  }

  /** The same, judged with these expectations. */
  public static Evidence expecting(Expectations expectations, Evidence seen) {
    return new Evidence(
        seen.plan().expecting(expectations), seen.container(), seen.routes(), seen.checks());
  }

  /** Seen in a container with these variables and no tool on its PATH. */
  public static Evidence seen(Map<String, String> environment, RouteCheck... checks) {
    return seen(environment, Expectations.NONE, Optional.empty(), checks);
  }

  /** Seen where names under {@code suffix} must be private. */
  public static Evidence seenWithPrivate(String suffix, RouteCheck... checks) {
    return seen(Map.of(), new Expectations(List.of(suffix)), Optional.empty(), checks);
  }

  /** Seen where a control host was asked, {@code https} URL, in this attempt. */
  public static Evidence seenWithControl(String url, Attempt control, RouteCheck... checks) {
    Target target = new Target("control", Kind.TCP, Need.OPTIONAL, URI.create(url));
    return seen(Map.of(), Expectations.NONE, Optional.of(comparison(target, control)), checks);
  }

  private static Evidence seen(
      Map<String, String> environment,
      Expectations expectations,
      Optional<RouteCheck> control,
      RouteCheck... checks) {
    var container = new Container(environment, Path.of("/nonexistent"));
    var plan =
        new Plan(
            Stream.of(checks).map(RouteCheck::target).distinct().toList(),
            new ClientSelection.Auto(),
            Plan.DEFAULT_DEADLINE,
            Plan.DEFAULT_ATTEMPT_TIMEOUT,
            Attempts.socket("169.254.169.254", 80));
    return new Evidence(
        plan.expecting(expectations),
        container,
        RouteTable.of(container),
        List.of(checks),
        control);
  }

  /** {@link #CLOUD_RUN} and {@link #PROXY_SET}, with these variables, {@code NAME=value}. */
  public static Map<String, String> proxySetAnd(String... variables) {
    return Stream.of(
            CLOUD_RUN.entrySet().stream(),
            PROXY_SET.entrySet().stream(),
            Arrays.stream(variables).map(v -> Map.entry(v.split("=", 2)[0], v.split("=", 2)[1])))
        .flatMap(entries -> entries)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  // Checks

  /** curl, which counts, goes directly; these are its attempts. */
  public static RouteCheck direct(Target target, Attempt... attempts) {
    return check(target, target.uri(), new Route.Direct(), Standing.COUNTED, attempts);
  }

  /** These families, which count, go directly. */
  public static RouteCheck goingDirectly(
      Target target, List<ClientFamily> families, Attempt... attempts) {
    return check(target, target.uri(), new Route.Direct(), Standing.COUNTED, families, attempts);
  }

  /** Nobody goes directly; it was asked for comparison. */
  public static RouteCheck comparison(Target target, Attempt... attempts) {
    return comparison(target, target.uri(), attempts);
  }

  /** The same, of one of the metadata server's URLs. */
  public static RouteCheck comparison(Target target, URI url, Attempt... attempts) {
    return new RouteCheck(
        target, url, new Route.Direct(), List.of(), Standing.EVIDENCE, List.of(attempts));
  }

  /** gcloud, which counts, asks the metadata server by name, directly. */
  public static RouteCheck directByName(Attempt... attempts) {
    return check(
        METADATA,
        BY_NAME,
        new Route.Direct(),
        Standing.COUNTED,
        List.of(ClientFamily.GCLOUD_DETECTION, ClientFamily.GCLOUD_TOKEN),
        attempts);
  }

  /** gcloud and python, which count, ask the metadata server through the proxy. */
  public static RouteCheck metadataThroughProxy(Attempt... attempts) {
    return metadataThroughProxy(Standing.COUNTED, attempts);
  }

  /** The same with another standing. */
  public static RouteCheck metadataThroughProxy(Standing standing, Attempt... attempts) {
    return check(
        METADATA,
        BY_NAME,
        new Route.Forward(PROXY),
        standing,
        List.of(ClientFamily.GCLOUD_TOKEN, ClientFamily.GOOGLE_AUTH_PYTHON),
        attempts);
  }

  /** curl, which counts, goes through the proxy: a tunnel for https, absolute-form for http. */
  public static RouteCheck throughProxy(Target target, Attempt... attempts) {
    boolean tls = "https".equals(target.uri().getScheme());
    Route route = tls ? new Route.Tunnel(PROXY) : new Route.Forward(PROXY);
    return check(target, target.uri(), route, Standing.COUNTED, attempts);
  }

  /** curl, which counts, would go through a SOCKS proxy, which Preflight does not speak. */
  public static RouteCheck throughSocks(Target target) {
    return check(
        target,
        target.uri(),
        new Route.Unsupported("ALL_PROXY=socks5://proxy.corp:1080", "SOCKS"),
        Standing.COUNTED,
        Attempts.notSent());
  }

  /** The check as it would be if nobody who counts went that way. */
  public static RouteCheck uncounted(RouteCheck check) {
    return new RouteCheck(
        check.target(),
        check.url(),
        check.route(),
        check.clients(),
        Standing.EVIDENCE,
        check.attempts());
  }

  private static RouteCheck check(
      Target target, URI url, Route route, Standing standing, Attempt... attempts) {
    return check(target, url, route, standing, List.of(ClientFamily.CURL), attempts);
  }

  private static RouteCheck check(
      Target target,
      URI url,
      Route route,
      Standing standing,
      List<ClientFamily> clients,
      Attempt... attempts) {
    return new RouteCheck(target, url, route, clients, standing, List.of(attempts));
  }

  // Addresses and targets

  private static Target required(String name, Kind kind, String uri) {
    return required(name, kind, URI.create(uri));
  }

  private static Target required(String name, Kind kind, URI uri) {
    return new Target(name, kind, Need.REQUIRED, uri);
  }
}
