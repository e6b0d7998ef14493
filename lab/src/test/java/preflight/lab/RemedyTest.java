package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static preflight.lab.Container.codes;
import static preflight.lab.Container.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a verdict advises, done to the letter: then every real client reaches the metadata server,
 * and whatever it reached before.
 */
@Tag("long")
class RemedyTest {

  private static final String CLIENTS =
      "curl,wget,python-urllib,python-requests,node-gaxios,java-jdk,google-auth-java,gcloud-token";

  private static final Pattern REMOVED = Pattern.compile("--remove-env-vars=([A-Z_,]+)");

  private static final Path NODE_MODULES = Path.of("target/npm/node_modules").toAbsolutePath();

  @TempDir private Path folder;
  private Container container;

  @BeforeEach
  void publicHostBehindAProxyThatDeniesWhatIsInternal() throws IOException {
    assumeTrue(Files.isDirectory(NODE_MODULES.resolve("gaxios")), "no gaxios: run ./check --all");
    Files.createSymbolicLink(folder.resolve("node_modules"), NODE_MODULES);
    for (String script : List.of("reach.sh", "reach.py", "reach.mjs")) {
      try (var source = RemedyTest.class.getResourceAsStream(script)) {
        Files.write(folder.resolve(script), Objects.requireNonNull(source, script).readAllBytes());
      }
    }
    var namespace = Namespace.create();
    List.of("169.254.169.254", "10.8.0.2", "10.20.0.5", "10.30.0.5").forEach(namespace::owns);
    namespace.file(
        "hosts",
        """
        127.0.0.1 localhost
        10.8.0.2 proxy.corp
        10.20.0.5 api.corp.test
        10.30.0.5 public.test
        169.254.169.254 metadata.google.internal metadata
        """);
    container = new Container(namespace, folder);
    Stands.start(namespace, "metadata=169.254.169.254:80");
    namespace.start(List.of("python3", folder + "/reach.py", "serve", "10.20.0.5", "10.30.0.5"));
    namespace.iptables(
        "-A",
        "OUTPUT",
        "-d",
        "10.30.0.5",
        "-p",
        "tcp",
        "-m",
        "owner",
        "!",
        "--uid-owner",
        "proxy",
        "--dport",
        "80",
        "-j",
        "REJECT",
        "--reject-with",
        "tcp-reset");
    Squid.start(
        namespace,
        folder,
        List.of(
            "acl metadata dstdomain metadata.google.internal metadata api.corp.test",
            "acl link_local dst 169.254.0.0/16",
            "http_access deny metadata",
            "http_access deny link_local",
            "http_access allow all"));
  }

  @AfterEach
  void remove() {
    container.close();
  }

  /** Settings, two blanks between them; P is the proxy, M the list that keeps the server off it. */
  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "HTTP_PROXY=P ! METADATA_PROXIED_BY_ENV",
        "http_proxy=P ! METADATA_PROXIED_BY_ENV",
        "ALL_PROXY=P ! METADATA_PROXIED_BY_ENV",
        "HTTPS_PROXY=P ! METADATA_PROXIED_BY_ENV",
        "HTTP_PROXY=P  http_proxy=P  HTTPS_PROXY=P  NO_PROXY=localhost ! METADATA_PROXIED_BY_ENV",
        "http_proxy=P  NO_PROXY=*.google.internal ! METADATA_NO_PROXY_INEFFECTIVE",
        "http_proxy=P  no_proxy=169.254.0.0/16 ! METADATA_NO_PROXY_INEFFECTIVE",
        "http_proxy=P  no_proxy=metadata.google.internal;169.254.169.254 ! METADATA_NO_PROXY_INEFFECTIVE",
        "http_proxy=P  no_proxy=other  NO_PROXY=metadata.google.internal ! METADATA_NO_PROXY_INEFFECTIVE",
        "http_proxy=P  NO_PROXY=metadata.google.internal:80 ! METADATA_NO_PROXY_INEFFECTIVE",
        "http_proxy=P  no_proxy=METADATA.GOOGLE.INTERNAL ! METADATA_NO_PROXY_INEFFECTIVE",
        "CLOUDSDK_PROXY_TYPE=http  CLOUDSDK_PROXY_ADDRESS=proxy.corp  CLOUDSDK_PROXY_PORT=3128 ! METADATA_PROXIED_BY_GCLOUD",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128 ! METADATA_PROXIED_BY_JVM",
        "http_proxy=P  JAVA_TOOL_OPTIONS=-Xmx64m -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128 -Dhttp.nonProxyHosts=*.corp.test ! METADATA_PROXIED_BY_JVM",
        "http_proxy=P  no_proxy=M  NO_PROXY=M ! INTERNAL_HOST_PROXIED",
        "HTTP_PROXY=P  http_proxy=P  no_proxy=M,.other.test  NO_PROXY=M ! INTERNAL_HOST_PROXIED",
      })
  void remedyMendsAndNothingGreenTurnsRed(String settings, String cause) {
    for (String setting : settings.split("  ", -1)) {
      String[] pair = setting.split("=", 2);
      container.with(
          pair[0],
          pair[1]
              .replaceFirst("^P$", "http://proxy.corp:3128")
              .replaceFirst("^M", "metadata.google.internal,metadata,169.254.169.254"));
    }
    Set<String> before = reached();
    // gcloud is not among the clients, and so nobody goes where its properties lead.
    assertThat(before.stream().anyMatch(way -> way.endsWith(" public")))
        .isEqualTo(!cause.endsWith("GCLOUD"));
    Finished found = check();
    JsonNode verdict = verdict(found.out());
    assertThat(aboutBypasses(verdict)).as(found.out()).contains(cause);

    verdict.path("findings").forEach(this::apply);

    Finished mended = check();
    assertThat(aboutBypasses(verdict(mended.out()))).as(mended.out()).isEmpty();
    assertThat(reached())
        .as("after %s", verdict.path("findings"))
        .containsAll(before)
        .contains(
            "curl metadata",
            "wget metadata",
            "python-urllib metadata",
            "python-requests metadata",
            "node-gaxios metadata",
            "java metadata");
  }

  private Finished check() {
    return container.check(
        "--format",
        "json",
        "--clients",
        CLIENTS,
        "--target",
        "http=http://api.corp.test/",
        "--optional",
        "http=http://public.test/",
        "--deadline",
        "12s",
        "--attempt-timeout",
        "2s");
  }

  /** Does what a finding says: its values, and the variables that it wants removed. */
  private void apply(JsonNode finding) {
    if (!aboutBypasses(finding.path("code").asText())) {
      return;
    }
    JsonNode remedy = finding.path("remedy");
    remedy.path("values").forEachEntry((name, value) -> container.with(name, value.asText()));
    for (JsonNode command : remedy.path("commands")) {
      Matcher removed = REMOVED.matcher(command.asText());
      while (removed.find()) {
        Arrays.stream(removed.group(1).split(",", -1))
            .filter(name -> name.startsWith("CLOUDSDK_"))
            .forEach(container::without);
      }
    }
  }

  private static List<String> aboutBypasses(JsonNode verdict) {
    return codes(verdict, "error").stream().filter(RemedyTest::aboutBypasses).toList();
  }

  private static boolean aboutBypasses(String code) {
    return code.startsWith("METADATA_") || code.equals("INTERNAL_HOST_PROXIED");
  }

  /** Who reaches what, a client and a host each. */
  private Set<String> reached() {
    return container
        .sh(
            "sh reach.sh '%s' '%s'"
                .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")))
        .succeeded("the clients")
        .out()
        .lines()
        .collect(Collectors.toSet());
  }
}
