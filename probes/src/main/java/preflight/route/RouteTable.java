package preflight.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Target;

/**
 * How each client family reads one container's proxy settings. Reads files once, when it is made;
 * asks no network ever.
 */
public final class RouteTable {

  /** Go, Node and Java programs ask it through their Google client, a family of its own. */
  private static final Set<ClientFamily> NEVER_METADATA =
      EnumSet.of(
          ClientFamily.GIT,
          ClientFamily.NODE_FETCH,
          ClientFamily.GO,
          ClientFamily.JAVA_JDK,
          ClientFamily.JAVA_OKHTTP);

  private static final Set<ClientFamily> METADATA_ONLY =
      EnumSet.of(
          ClientFamily.GCLOUD_DETECTION,
          ClientFamily.GCLOUD_TOKEN,
          ClientFamily.GOOGLE_AUTH_PYTHON,
          ClientFamily.GOOGLE_AUTH_JAVA,
          ClientFamily.GO_METADATA);

  /** They ask the metadata server and nobody else, or clone repositories. */
  private static final Set<ClientFamily> NEVER_GOOGLE =
      EnumSet.of(ClientFamily.GCLOUD_DETECTION, ClientFamily.GO_METADATA, ClientFamily.GIT);

  private final Container container;
  private final GcloudProperties gcloud;
  private final JvmProperties jvm;
  private final GitConfig git;
  private final PythonClients python;
  private final Map<ClientFamily, ProxyRules> rules;
  private final SshConfig ssh;
  private final List<String> remarks;

  private RouteTable(Container container) {
    this.container = container;
    gcloud = GcloudProperties.of(container);
    jvm = JvmProperties.of(container);
    git = GitConfig.of(container);
    python = PythonClients.of(container);
    rules = environmentRules();
    ssh = SshConfig.of(container);
    remarks = UnreadFiles.remarks(container);
  }

  /** Reads the container's settings; never throws for what stands in them. */
  public static RouteTable of(Container container) {
    return new RouteTable(container);
  }

  /**
   * The table as it would be with these environment variables set, or set otherwise: the proof of a
   * remedy before it is printed.
   */
  public RouteTable with(Map<String, String> changedVariables) {
    Map<String, String> environment = new HashMap<>(container.environment());
    environment.putAll(changedVariables);
    return of(container.in(environment));
  }

  /** Which way {@code family}'s request for {@code url} goes; its userinfo is dropped. */
  public Decision decide(ClientFamily family, URI url) {
    Way way = Endpoint.of(url).map(to -> way(family, url, to)).orElse(Way.UNTOUCHED);
    return new Decision(family, withoutUserinfo(url), way.route(), way.decidedBy(), way.matched());
  }

  /** Which way every family's request for {@code url} goes, in the enum's order. */
  public List<Decision> decisions(URI url) {
    return Arrays.stream(ClientFamily.values()).map(family -> decide(family, url)).toList();
  }

  /**
   * Where {@code family} asks the metadata server: by name or by address, overrides followed.
   *
   * @return {@code http://HOST[:PORT]}, without a path
   */
  public URI metadataUrl(ClientFamily family) {
    return MetadataAddress.of(family).url(container.environment());
  }

  /** Where ssh really dials when it is told to connect to {@code ssh://HOST:PORT}. */
  public SshWay ssh(URI asked) {
    return ssh.way(asked);
  }

  /** The families that may ask a target of this kind at all (git asks no metadata server). */
  public List<ClientFamily> asking(Target.Kind kind) {
    return Arrays.stream(ClientFamily.values())
        .filter(family ->
            switch (kind) {
              case METADATA -> !NEVER_METADATA.contains(family);
              case GITHUB, HTTP, EGRESS -> !METADATA_ONLY.contains(family);
              case JIRA, NEXUS -> !METADATA_ONLY.contains(family) && family != ClientFamily.GIT;
              case GOOGLE -> !NEVER_GOOGLE.contains(family);
              case DNS, TCP, SSH -> false; // ssh reads no proxy variable
            })
        .toList();
  }

  /**
   * The families that count; empty where {@code auto} finds no tool.
   *
   * @throws IllegalArgumentException where a label is no family's
   */
  public List<ClientFamily> counted(ClientSelection selection) {
    return selection
        .named()
        .map(labels -> labels.stream().map(RouteTable::family).distinct().toList())
        .orElseGet(() -> PresentTools.families(container));
  }

  /** What a reader should know of settings that are there and not followed; no values in it. */
  public List<String> remarks() {
    return remarks;
  }

  /** How google-auth finds the metadata server, where its token goes through a proxy, and known. */
  public Optional<String> detectionRemark() {
    ClientFamily family = ClientFamily.GOOGLE_AUTH_PYTHON;
    return decide(family, metadataUrl(family)).route() instanceof Route.Direct
        ? Optional.empty()
        : python.detection();
  }

  /** What is likely wrong with the settings, asked for {@code urls} and the metadata server. */
  public List<Lint> lints(Collection<URI> urls) {
    Map<ClientFamily, ProxyRules> reading = new EnumMap<>(rules);
    if (gcloud.isSet()) {
      reading.remove(ClientFamily.GCLOUD_TOKEN);
    }
    return Stream.of(
            new RouteLints(this, jvm).of(urls),
            BypassLints.of(container.environment(), reading),
            VariableLints.of(container.environment(), reading),
            JvmLints.of(jvm),
            detectionRemark().stream()
                .map(remark ->
                    Lint.of(
                        Lint.Code.DETECTION_DIFFERS,
                        remark,
                        List.of(ClientFamily.GOOGLE_AUTH_PYTHON))),
            remarks.stream()
                .map(remark ->
                    Lint.of(
                        Lint.Code.SETTING_NOT_FOLLOWED,
                        remark + ".",
                        List.of(ClientFamily.values()))))
        .flatMap(lints -> lints)
        .toList();
  }

  /** The families that read this container's environment at all. */
  private Map<ClientFamily, ProxyRules> environmentRules() {
    Map<ClientFamily, ProxyRules> reading = new EnumMap<>(FamilyRules.ENVIRONMENT);
    reading.replaceAll((family, latest) -> python.earlierRules(family).orElse(latest));
    if (nodeReadsEnvironment()) {
      reading.put(ClientFamily.NODE_FETCH, FamilyRules.NODE_FETCH);
    }
    return reading;
  }

  private Way way(ClientFamily family, URI url, Endpoint to) {
    return switch (family) {
      case GCLOUD_DETECTION, GO_METADATA -> Way.UNTOUCHED;
      case JAVA_JDK, JAVA_OKHTTP -> jvm.way(to);
      case GOOGLE_AUTH_JAVA -> jvm.googleWay(to);
      case GCLOUD_TOKEN -> gcloud.way(to).orElseGet(() -> environmentWay(family, to));
      case GIT ->
          git.way(url, to, container.environment()).orElseGet(() -> environmentWay(family, to));
      case GOOGLE_AUTH_PYTHON,
          PYTHON_REQUESTS,
          PYTHON_URLLIB,
          CURL,
          WGET,
          NODE_GAXIOS,
          NODE_FETCH,
          GO ->
          environmentWay(family, to);
    };
  }

  private Way environmentWay(ClientFamily family, Endpoint to) {
    return Optional.ofNullable(rules.get(family))
        .map(reading -> reading.way(container.environment(), to))
        .orElse(Way.UNTOUCHED);
  }

  private boolean nodeReadsEnvironment() {
    return container.variable("NODE_USE_ENV_PROXY").filter("1"::equals).isPresent()
        || container
            .variable("NODE_OPTIONS")
            .filter(options -> List.of(options.split("\\s+", -1)).contains("--use-env-proxy"))
            .isPresent();
  }

  private static ClientFamily family(String label) {
    return ClientFamily.of(label)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no client family is called \""
                    + label
                    + "\": use "
                    + Arrays.stream(ClientFamily.values())
                        .map(ClientFamily::label)
                        .collect(Collectors.joining(", "))));
  }

  private static URI withoutUserinfo(URI url) {
    if (url.getRawUserInfo() == null) {
      return url;
    }
    try {
      return new URI(
          url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException(
          "no URL without its userinfo: " + url.getHost(), impossible);
    }
  }
}
