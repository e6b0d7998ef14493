package preflight.lab.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.HttpAnswer;
import preflight.world.Fault;
import preflight.world.MetadataServer;
import preflight.world.Origin;
import preflight.world.Site;
import preflight.world.StandIn;

/** What real proxies say themselves, and what they pass on, told apart. */
class RealProxiesTest {

  /** Nobody listens there. */
  private static final String REFUSED = "http://127.0.0.1:1/";

  private static final String BLOCKED = "http://blocked.test/";

  /** A stand-in's answers: at these paths in good health, and at the first with each status. */
  private static final Map<Site, List<String>> PATHS =
      Map.of(
          Site.GITHUB, List.of("/", "/none"),
          Site.JIRA, List.of("/jira/rest/api/2/serverInfo", "/jira/status", "/none"),
          Site.NEXUS, List.of("/nexus/service/rest/v1/status", "/nexus", "/none"),
          Site.ANONYMOUS, List.of("/", "/none"));

  private static final List<Integer> STATUSES = List.of(302, 401, 403, 404, 429, 500, 503);

  @TempDir Path folder;

  static Stream<Arguments> denials() {
    return Stream.of(
        argumentSet("tinyproxy denies", RealProxy.TINYPROXY, BLOCKED, Optional.of("tinyproxy")),
        argumentSet("tinyproxy fails", RealProxy.TINYPROXY, REFUSED, Optional.of("tinyproxy")),
        argumentSet("Privoxy denies", RealProxy.PRIVOXY, BLOCKED, Optional.of("Privoxy")),
        argumentSet("Privoxy fails", RealProxy.PRIVOXY, REFUSED, Optional.of("Privoxy")),
        argumentSet("HAProxy denies", RealProxy.HAPROXY, BLOCKED, Optional.of("HAProxy")),
        argumentSet("HAProxy fails", RealProxy.HAPROXY, REFUSED, Optional.of("HAProxy")),
        argumentSet(
            "Apache denies",
            RealProxy.APACHE,
            BLOCKED,
            Optional.of("Apache HTTP Server as a proxy")),
        argumentSet("mitmproxy fails", RealProxy.MITMPROXY, REFUSED, Optional.of("mitmproxy")),
        // Their pages are those of any origin behind the same software: identity tells.
        argumentSet("nginx denies", RealProxy.NGINX, BLOCKED, Optional.empty()),
        argumentSet("nginx fails", RealProxy.NGINX, REFUSED, Optional.empty()),
        argumentSet("Apache fails", RealProxy.APACHE, REFUSED, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void proxysOwnAnswerIsTold(RealProxy proxy, String url, Optional<String> product)
      throws IOException {
    try (var program = proxy.start(folder)) {
      HttpAnswer answer = get(program, url);

      assertThat(answer.status()).isGreaterThanOrEqualTo(400);
      assertThat(product(answer, url)).as("%s %s", answer, answer.bodyUtf8()).isEqualTo(product);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RealProxy.class,
      names = {"HAPROXY", "NGINX", "TINYPROXY", "PRIVOXY", "APACHE"})
  void refusedTunnelIsTheProxysOwn(RealProxy proxy) throws IOException {
    try (var program = proxy.start(folder)) {
      HttpAnswer answer =
          RawRequest.send(program.address(), "CONNECT blocked.test:443", "Host: blocked.test:443");

      assertThat(InterceptionDetector.detect(answer, Channel.CONNECT))
          .as(answer.toString())
          .isInstanceOf(Interception.Interfering.class);
    }
  }

  @ParameterizedTest
  @EnumSource(RealProxy.class)
  void genuineAnswersArePassedOnAsGenuine(RealProxy proxy) throws IOException {
    try (var program = proxy.start(folder)) {
      assertGenuine(program);
    }
  }

  static Stream<Arguments> squids() {
    return Stream.of(
        argumentSet("as shipped", List.of("http_access allow all")),
        argumentSet(
            "hiding",
            Stream.concat(
                    RealSquid.HARDENED.stream().filter(line -> !line.startsWith("reply_header")),
                    Stream.of("http_access allow all"))
                .toList()));
  }

  @ParameterizedTest
  @MethodSource("squids")
  void genuineAnswersArePassedOnBySquidAsGenuine(List<String> lines) throws IOException {
    try (var squid = RealSquid.start(folder, lines)) {
      assertGenuine(squid);
    }
  }

  private void assertGenuine(LoopbackProgram proxy) throws IOException {
    Map<String, HttpAnswer> answers = new LinkedHashMap<>();
    for (var site : PATHS.entrySet()) {
      try (Origin origin = Origin.plain(site.getKey())) {
        for (String path : site.getValue()) {
          collect(answers, proxy, origin, path);
        }
        for (int status : STATUSES) {
          origin.inject(Fault.refusing(status));
          collect(answers, proxy, origin, site.getValue().getFirst());
        }
      }
    }
    try (MetadataServer metadata = MetadataServer.start()) {
      String token = "/computeMetadata/v1/instance/service-accounts/default/token";
      collect(answers, proxy, metadata, token, "Metadata-Flavor: Google");
      collect(answers, proxy, metadata, token);
      collect(answers, proxy, metadata, "/computeMetadata/v1/none", "Metadata-Flavor: Google");
    }
    answers.forEach((url, answer) -> {
      String at = url.substring(0, url.indexOf(' '));
      assertThat(product(answer, at)).as("%s: %s", url, answer).isEmpty();
      assertThat(product(stripped(answer), at)).as("%s: %s, stripped", url, answer).isEmpty();
    });
    System.out.printf(
        Locale.ROOT, "%d genuine answers, none taken for the proxy's%n", answers.size());
    assertThat(answers).hasSizeGreaterThan(35);
  }

  private static void collect(
      Map<String, HttpAnswer> answers,
      LoopbackProgram proxy,
      StandIn origin,
      String path,
      String... fields)
      throws IOException {
    String url = "http://127.0.0.1:" + origin.address().getPort() + path;
    HttpAnswer answer = get(proxy, url, fields);
    assertThat(origin.requests()).as("%s through the proxy", url).isNotEmpty();
    answers.put(url + " " + answers.size(), answer);
  }

  private static HttpAnswer get(LoopbackProgram proxy, String url, String... fields)
      throws IOException {
    var all = new ArrayList<>(List.of("Host: " + URI.create(url).getAuthority()));
    all.addAll(List.of(fields));
    return RawRequest.send(proxy.address(), "GET " + url, all.toArray(String[]::new));
  }

  private static Optional<String> product(HttpAnswer answer, String url) {
    return InterceptionDetector.detect(answer, Channel.FORWARDED, URI.create(url))
            instanceof Interception.Interfering(var by, var signs)
        ? Optional.of(by.product())
        : Optional.empty();
  }

  private static HttpAnswer stripped(HttpAnswer answer) {
    Set<String> kept = Set.of("content-type", "location");
    return new HttpAnswer(
        answer.status(),
        "",
        answer.headers().stream()
            .filter(header -> kept.contains(header.name().toLowerCase(Locale.ROOT)))
            .toList(),
        answer.bodyLatin1().getBytes(ISO_8859_1));
  }
}
