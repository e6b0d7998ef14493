package preflight.diagnosis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static preflight.testing.Attempts.answered;
import static preflight.testing.Attempts.dialFailed;
import static preflight.testing.Attempts.foreign;
import static preflight.testing.Attempts.ownMetadata;
import static preflight.testing.Attempts.requestFailed;
import static preflight.testing.Attempts.squid;
import static preflight.testing.Attempts.tunnelRefused;
import static preflight.testing.Facts.BY_ADDRESS;
import static preflight.testing.Facts.BY_NAME;
import static preflight.testing.Facts.GCLOUD_PROPERTY;
import static preflight.testing.Facts.GITHUB;
import static preflight.testing.Facts.GITHUB_ADDRESS;
import static preflight.testing.Facts.JIRA;
import static preflight.testing.Facts.JIRA_ADDRESS;
import static preflight.testing.Facts.METADATA;
import static preflight.testing.Facts.WIKI;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Diagnosis;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.observation.Attempt;
import preflight.observation.Failure.Code;
import preflight.observation.RouteCheck;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.route.RouteTable;

/**
 * What the findings advise, done: the metadata server is asked directly, and nothing green moves.
 */
class RemedyProofTest {

  private static final int CASES = 250;

  private static final Pattern REMOVED = Pattern.compile("--remove-env-vars=(CLOUDSDK_[A-Z_,]+)");

  private static final List<String> BYPASS_LISTS =
      List.of(
          "",
          "*",
          "localhost",
          "localhost,127.0.0.1,jira.corp",
          ".corp",
          "*.corp,github.com",
          "github.com;jira.corp",
          "github.com jira.corp",
          "*.google.internal",
          "metadata",
          "metadata.google.internal",
          "metadata.google.internal:80",
          ".google.internal,*",
          "169.254.169.254",
          "169.254.0.0/16,wiki.corp",
          "x;metadata.google.internal;169.254.169.254",
          "x, metadata.google.internal, 169.254.169.254",
          "METADATA.GOOGLE.INTERNAL",
          "metadata.google.internal,169.254.169.254");

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128",
          "-Xmx1g -Dhttp.proxyHost=proxy.corp -Dhttp.nonProxyHosts=*.corp",
          "-Dhttps.proxyHost=proxy.corp -Dhttps.proxyPort=3128 -Dhttp.nonProxyHosts=x",
          "-Dcom.google.api.client.should_use_proxy -Dhttps.proxyHost=p -Dhttps.proxyPort=3128",
          "-Dhttp.nonProxyHosts=metadata.* -Dhttp.proxyHost=proxy.corp");

  private record Way(Target target, URI url, Route route) {}

  /** What stands where the job runs. */
  private record Network(boolean publicDirectly, boolean proxyKnowsInternalHosts) {}

  @Test
  void everyRemedyMendsItsCauseAndLeavesAloneWhatWorks() {
    var random = new Random(20_261_121);
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    int mended = 0;
    for (int i = 0; i < CASES; i++) {
      Evidence evidence = evidence(random);
      List<Finding> findings =
          Diagnosis.of(evidence, AllRules.ALL).findings().stream()
              .filter(finding -> aboutBypasses(finding.cause()))
              .toList();
      findings.forEach(finding -> causes.add(finding.cause()));
      mended += findings.isEmpty() ? 0 : 1;
      assertMends(evidence, mended(evidence, findings));
    }
    assertThat(mended).isGreaterThan(CASES / 2);
    assertThat(causes)
        .contains(
            Cause.METADATA_PROXIED_BY_ENV,
            Cause.METADATA_NO_PROXY_INEFFECTIVE,
            Cause.METADATA_PROXIED_BY_GCLOUD,
            Cause.METADATA_PROXIED_BY_JVM,
            Cause.METADATA_OVERRIDDEN,
            Cause.INTERNAL_HOST_PROXIED);
  }

  private static void assertMends(Evidence evidence, RouteTable mended) {
    List<ClientFamily> counted = evidence.routes().counted(evidence.plan().clients());
    String story = evidence.container().environment() + " for " + counted;
    for (ClientFamily family : mended.asking(Target.Kind.METADATA)) {
      if (counted.contains(family)) {
        assertThat(mended.decide(family, mended.metadataUrl(family)).route())
            .as("%s to the metadata server, %s", family, story)
            .isEqualTo(new Route.Direct());
      }
    }
    for (RouteCheck check : evidence.checks()) {
      if (check.target().kind() == Target.Kind.METADATA) {
        continue;
      }
      for (ClientFamily family : check.clients()) {
        assertThat(mended.decide(family, check.url()).route())
            .as("%s to %s, %s", family, check.target().name(), story)
            .isEqualTo(check.reached() ? check.route() : new Route.Direct());
      }
    }
  }

  /** All findings' values at once: no two may differ over one variable. */
  private static RouteTable mended(Evidence evidence, List<Finding> findings) {
    Map<String, String> environment = new HashMap<>(evidence.container().environment());
    Map<String, String> values = new HashMap<>();
    for (Finding finding : findings) {
      finding
          .remedy()
          .values()
          .forEach((name, value) -> assertThat(values.put(name, value)).isIn(null, value));
      for (String command : finding.remedy().commands()) {
        Matcher removed = REMOVED.matcher(command);
        if (removed.find()) {
          environment.keySet().removeAll(List.of(removed.group(1).split(",", -1)));
        }
      }
    }
    return RouteTable.of(new Container(environment, evidence.container().root())).with(values);
  }

  private static boolean aboutBypasses(Cause cause) {
    return cause.name().startsWith("METADATA_") || cause == Cause.INTERNAL_HOST_PROXIED;
  }

  private static Evidence evidence(Random random) {
    var container = new Container(environment(random), Path.of("/nonexistent"));
    List<String> labels = new ArrayList<>();
    for (ClientFamily family : ClientFamily.values()) {
      if (random.nextInt(3) == 0) {
        labels.add(family.label());
      }
    }
    labels.add(ClientFamily.GCLOUD_TOKEN.label());
    var plan =
        new Plan(
            List.of(METADATA, GITHUB, JIRA, WIKI),
            new ClientSelection.Only(labels),
            Plan.DEFAULT_DEADLINE,
            Plan.DEFAULT_ATTEMPT_TIMEOUT,
            new InetSocketAddress("169.254.169.254", 80));
    RouteTable routes = RouteTable.of(container);
    var network = new Network(random.nextBoolean(), random.nextBoolean());
    return new Evidence(plan, container, routes, checks(plan, routes, network));
  }

  private static Map<String, String> environment(Random random) {
    Map<String, String> environment = new HashMap<>();
    for (String name :
        List.of(
            "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")) {
      if (random.nextInt(3) == 0) {
        environment.put(name, random.nextInt(6) == 0 ? "" : "http://proxy.corp:3128");
      }
    }
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      if (random.nextBoolean()) {
        environment.put(name, BYPASS_LISTS.get(random.nextInt(BYPASS_LISTS.size())));
      }
    }
    if (random.nextInt(5) == 0) {
      environment.putAll(GCLOUD_PROPERTY);
    }
    if (random.nextInt(3) == 0) {
      environment.put("JAVA_TOOL_OPTIONS", JVM_OPTIONS.get(random.nextInt(JVM_OPTIONS.size())));
    }
    if (random.nextInt(6) == 0) {
      environment.put("GCE_METADATA_HOST", "10.9.8.7:8080");
    }
    return environment;
  }

  private static List<RouteCheck> checks(Plan plan, RouteTable routes, Network network) {
    Map<Way, List<ClientFamily>> ways = new LinkedHashMap<>();
    for (Target target : plan.targets()) {
      boolean metadata = target.kind() == Target.Kind.METADATA;
      for (URI url : metadata ? List.of(BY_ADDRESS, BY_NAME) : List.of(target.uri())) {
        ways.put(new Way(target, url, new Route.Direct()), new ArrayList<>());
      }
      for (ClientFamily family : routes.asking(target.kind())) {
        if (routes.counted(plan.clients()).contains(family)) {
          URI url = metadata ? routes.metadataUrl(family) : target.uri();
          Way way = new Way(target, url, routes.decide(family, url).route());
          ways.computeIfAbsent(way, unseen -> new ArrayList<>()).add(family);
        }
      }
    }
    return ways.entrySet().stream()
        .map(way ->
            new RouteCheck(
                way.getKey().target(),
                way.getKey().url(),
                way.getKey().route(),
                way.getValue(),
                way.getValue().isEmpty() ? Standing.EVIDENCE : Standing.COUNTED,
                List.of(attempt(way.getKey(), network))))
        .toList();
  }

  private static Attempt attempt(Way way, Network network) {
    boolean metadata = way.target().kind() == Target.Kind.METADATA;
    boolean usual = way.url().equals(BY_ADDRESS) || way.url().equals(BY_NAME);
    boolean internal = way.target().equals(JIRA) || way.target().equals(WIKI);
    return switch (way.route()) {
      case Route.Direct() when metadata && usual -> ownMetadata();
      case Route.Direct() when metadata -> dialFailed("10.9.8.7", Code.TCP_TIMEOUT);
      case Route.Direct() when internal -> answered(JIRA_ADDRESS);
      case Route.Direct() ->
          network.publicDirectly()
              ? answered(GITHUB_ADDRESS)
              : dialFailed(GITHUB_ADDRESS, Code.TCP_TIMEOUT);
      case Route.Unsupported unsupported -> requestFailed("10.9.9.9", Code.ROUTE_UNSUPPORTED);
      case Route.Forward forward when metadata ->
          foreign("10.9.9.9", squid(403, "Forbidden", "ERR_ACCESS_DENIED"));
      case Route.Tunnel tunnel when metadata ->
          tunnelRefused(squid(403, "Forbidden", "ERR_ACCESS_DENIED"));
      case Route.Forward forward when internal && !network.proxyKnowsInternalHosts() ->
          foreign("10.9.9.9", squid(503, "Service Unavailable", "ERR_DNS_FAIL"));
      case Route.Tunnel tunnel when internal && !network.proxyKnowsInternalHosts() ->
          tunnelRefused(squid(503, "Service Unavailable", "ERR_DNS_FAIL"));
      case Route.Forward forward -> answered("10.9.9.9");
      case Route.Tunnel tunnel -> answered("10.9.9.9");
    };
  }
}
