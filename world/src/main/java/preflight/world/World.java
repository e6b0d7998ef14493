package preflight.world;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One set of everything that a job talks to, on loopback: a metadata server, GitHub, Jira and Nexus
 * over TLS, and a forward proxy that knows them all by name.
 *
 * {@snippet :
 * try (var world = World.healthy()) {
 *   world.jira().inject(Fault.refusing(503).atFirst(2));
 *   var environment = world.environment(world.ca().writePem(folder.resolve("ca.pem")));
 *   // run the job with this environment against world.jira().uriByAddress()
 * }
 * }
 */
public final class World implements AutoCloseable {

  /** The metadata server's names, and its address, as jobs call it. */
  private static final List<String> METADATA_HOSTS =
      List.of("metadata.google.internal", "metadata", "169.254.169.254");

  private final CertificateAuthority ca = CertificateAuthority.named("Preflight World CA");
  private final MetadataServer metadata = MetadataServer.start();
  private final Origin github = secure(Site.GITHUB);
  private final Origin jira = secure(Site.JIRA);
  private final Origin nexus = secure(Site.NEXUS);
  private final ForwardProxy proxy = ForwardProxy.start(names());

  private World() {}

  /** A world in which everything answers, directly and through the proxy. */
  public static World healthy() {
    return new World();
  }

  /** The same, but the proxy denies the metadata server under each of its names. */
  public static World proxyDeniesMetadata() {
    var world = new World();
    world.proxy.rules(world.denying(world.metadata));
    return world;
  }

  /**
   * Rules for the proxy: these stand-ins are denied, by whatever name or address they are called.
   */
  public Function<Authority, Access> denying(StandIn... denied) {
    return authority ->
        Stream.of(denied).anyMatch(standIn -> isMeant(standIn, authority))
            ? Access.DENY
            : Access.ALLOW;
  }

  private boolean isMeant(StandIn standIn, Authority authority) {
    InetSocketAddress address = standIn.address();
    boolean onLoopback = List.of("127.0.0.1", "localhost", "::1").contains(authority.host());
    return onLoopback
        ? authority.port() == address.getPort()
        : address.equals(names().get(authority.host()));
  }

  private Origin secure(Site site) {
    return Origin.secure(site, ca.issue(site.host()));
  }

  /** The authority that signed the certificates of this world. */
  public CertificateAuthority ca() {
    return ca;
  }

  public MetadataServer metadata() {
    return metadata;
  }

  public Origin github() {
    return github;
  }

  public Origin jira() {
    return jira;
  }

  public Origin nexus() {
    return nexus;
  }

  public ForwardProxy proxy() {
    return proxy;
  }

  /** Where each name of this world is: in the place of DNS. */
  public Map<String, InetSocketAddress> names() {
    var names = new HashMap<String, InetSocketAddress>();
    METADATA_HOSTS.forEach(host -> names.put(host, metadata.address()));
    for (Origin origin : List.of(github, jira, nexus)) {
      names.put(origin.site().host(), origin.address());
    }
    return names;
  }

  /**
   * The names as a hosts file, for a JVM that is started with {@code -Djdk.net.hosts.file}. Ports
   * are not in it: use them with {@link Origin#uri}.
   */
  public String hostsFile() {
    return names().keySet().stream()
        .filter(name -> !name.matches("[0-9.]+"))
        .sorted()
        .map(name -> "127.0.0.1 " + name + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The variables that a job needs to live in this world: they point every client family to the
   * metadata server and to the authority's certificate.
   *
   * @param caFile where {@link CertificateAuthority#writePem} has written the certificate
   */
  public Map<String, String> environment(Path caFile) {
    String ca = caFile.toString();
    return Map.of(
        "GCE_METADATA_HOST", metadata.hostAndPort(),
        "GCE_METADATA_ROOT", metadata.hostAndPort(),
        "GCE_METADATA_IP", metadata.hostAndPort(),
        "SSL_CERT_FILE", ca,
        "REQUESTS_CA_BUNDLE", ca,
        "GIT_SSL_CAINFO", ca,
        "NODE_EXTRA_CA_CERTS", ca);
  }

  /** The variables that send a job's clients through the proxy. */
  public Map<String, String> proxyEnvironment() {
    String url = "http://" + proxy.hostAndPort();
    return Map.of("HTTP_PROXY", url, "http_proxy", url, "HTTPS_PROXY", url, "https_proxy", url);
  }

  @Override
  public void close() {
    List.of(proxy, github, jira, nexus, metadata).forEach(StandIn::close);
  }
}
