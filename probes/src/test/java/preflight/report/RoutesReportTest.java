package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.route.Decision;
import preflight.route.RouteTable;

class RoutesReportTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final Map<String, String> INCIDENT =
      Map.of(
          "HTTP_PROXY", "http://proxy.corp:3128",
          "HTTPS_PROXY", "http://proxy.corp:3128",
          "NO_PROXY", "localhost,127.0.0.1,.corp.example");

  private static final List<URI> TARGETS =
      List.of(
          URI.create("https://github.com"),
          URI.create("https://jira.corp.example"),
          URI.create("https://nexus.corp.example/nexus/"));

  @Test
  void incidentIsToldOnOneScreen() throws IOException {
    String text = text(INCIDENT);

    GoldenTest.assertGolden("routes-incident.txt", text);
    assertThat(text.lines()).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void everySettingAtOnceIsToldInAHundredColumns() throws IOException {
    Map<String, String> environment = new HashMap<>(INCIDENT);
    environment.put("HTTPS_PROXY", "https://proxy.corp:3129");
    environment.put("https_proxy", "socks5h://user:" + Seen.CANARY + "@socks.corp.example:1080");
    environment.put("NO_PROXY", "localhost;127.0.0.1, *.corp.example 10.0.0.0/8");
    environment.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=proxy.corp -Dhttps.nonProxyHosts=x");
    environment.put("CLOUDSDK_PROXY_TYPE", "http");
    environment.put("CLOUDSDK_PROXY_ADDRESS", "gcloud-proxy.corp.example");
    environment.put("CLOUDSDK_PROXY_PORT", "8080");
    environment.put("CLOUDSDK_PROXY_PASSWORD", Seen.CANARY);

    String text = text(environment);

    GoldenTest.assertGolden("routes-tangled.txt", text);
    assertThat(text.lines())
        .allMatch(line -> line.length() <= 100)
        .allMatch(line -> line.equals(line.stripTrailing()));
    assertThat(text).doesNotContain(Seen.CANARY);
  }

  @Test
  void nothingSetIsDirectForEveryClient() {
    URI url = URI.create("https://github.com");
    RouteTable table = RouteTable.of(new Container(Map.of(), Path.of("/nonexistent")));

    assertThat(RoutesReport.text(table.decisions(url), table.lints(List.of(url))))
        .isEqualTo("https://github.com\n  direct  no setting applies  every client\n");
  }

  @Test
  void jsonHasOneValidLineForEachUrlAndFamily() {
    List<String> lines = json(INCIDENT);

    assertThat(lines).hasSize(ClientFamily.values().length * (TARGETS.size() + 1));
    lines.forEach(line -> JsonReportTest.assertOneValidLine((line + "\n").getBytes(UTF_8)));
    assertThat(lines)
        .anyMatch(line ->
            line.contains(
                "\"preflight\":{\"schema\":\"preflight/v1\",\"kind\":\"route\","
                    + "\"url\":\"http://metadata.google.internal\",\"family\":\"gcloud-token\","
                    + "\"via\":\"http://proxy.corp:3128\",\"decidedBy\":\"HTTP_PROXY\","
                    + "\"matched\":null,\"lints\":[{\"code\":\"METADATA_NOT_EXCLUDED\","))
        .anyMatch(line ->
            line.endsWith(
                "\"url\":\"https://jira.corp.example\",\"family\":\"java-jdk\","
                    + "\"via\":\"direct\",\"decidedBy\":null,\"matched\":null}}"))
        .anyMatch(line ->
            line.contains(
                "\"url\":\"https://jira.corp.example\",\"family\":\"curl\","
                    + "\"via\":\"direct\",\"decidedBy\":\"HTTPS_PROXY\","
                    + "\"matched\":\".corp.example\""));
  }

  @Test
  void proxyThatIsNotFollowedIsNamedAndSaidToBe() {
    assertThat(json(Map.of("ALL_PROXY", "socks5://p.test:1080")))
        .anyMatch(line ->
            line.contains(
                "\"family\":\"curl\",\"via\":\"socks5://p.test:1080\",\"decidedBy\":\"ALL_PROXY\","
                    + "\"matched\":null,\"unsupported\":\"SOCKS proxies are not supported"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:c4n4ry@proxy.corp:3128",
        "user:c4n4ry@proxy.corp:3128",
        "socks5://user:c4n4ry@proxy.corp",
        "http://user:p@ss/c4n4ry@proxy.corp:99999",
        "http://proxy.corp:3128/?token=c4n4ry",
        "//user:c4n4ry@proxy.corp;*.x 10.0.0.0/8",
        "\u001b[2Jhttp://c4n4ry@\u202e",
      })
  void passwordIsInNoOutput(String value) {
    Map<String, String> environment = new HashMap<>();
    for (String name : List.of("http_proxy", "https_proxy", "no_proxy", "CLOUDSDK_PROXY_TYPE")) {
      environment.put(name, value);
    }
    environment.put("CLOUDSDK_PROXY_ADDRESS", value);
    environment.put("CLOUDSDK_PROXY_PASSWORD", Seen.CANARY);
    environment.put("JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=" + value);
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "http.proxy");
    environment.put("GIT_CONFIG_VALUE_0", value);

    List<String> outputs =
        Stream.concat(json(environment).stream(), text(environment).lines()).toList();

    assertThat(outputs)
        .noneMatch(output -> output.contains(Seen.CANARY))
        .allSatisfy(output -> assertThat(output).doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
  }

  private static String text(Map<String, String> environment) {
    RouteTable table = RouteTable.of(new Container(environment, Path.of("/nonexistent")));
    return RoutesReport.text(decisions(table), table.lints(TARGETS));
  }

  private static List<String> json(Map<String, String> environment) {
    RouteTable table = RouteTable.of(new Container(environment, Path.of("/nonexistent")));
    return new String(RoutesReport.json(decisions(table), table.lints(TARGETS), NOW), UTF_8)
        .lines()
        .toList();
  }

  /** What the command asks where it is given no URL. */
  private static List<Decision> decisions(RouteTable table) {
    return Stream.concat(
            Arrays.stream(ClientFamily.values())
                .map(family -> table.decide(family, table.metadataUrl(family))),
            TARGETS.stream().flatMap(url -> table.decisions(url).stream()))
        .toList();
  }
}
