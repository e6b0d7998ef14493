package preflight.lab.interception;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.Preflight;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.world.Fault;
import preflight.world.Origin;
import preflight.world.Site;

/** A real Squid from whose refusals every mark is gone, and the one request that names it. */
class UnmaskingTest {

  private static final URI GITHUB = URI.create("https://github.test");

  @TempDir Path folder;

  @Test
  void proxyThatShowsNoMarkNamesItselfOnItsOwnPort() throws Exception {
    try (var squid = withoutMarks("http_access deny all")) {
      Verdict verdict = run(plan(Target.Kind.GITHUB, GITHUB), "https_proxy", squid.url());

      assertThat(verdict.findings())
          .extracting(Finding::cause)
          .containsExactly(Cause.PROXY_DENIES_TARGET);
      assertThat(verdict.findings().getFirst().because().toString())
          .contains("403 Forbidden from Squid", "An extra request, GET " + squid.url() + "/,");
    }
  }

  @Test
  void nothingIsAskedBesidesWhereThatIsForbidden() throws Exception {
    try (var squid = withoutMarks("http_access deny all")) {
      Verdict verdict =
          run(plan(Target.Kind.GITHUB, GITHUB).withoutUnmasking(), "https_proxy", squid.url());

      assertThat(verdict.findings())
          .extracting(Finding::cause)
          .containsExactly(Cause.PROXY_DENIES_TARGET);
      assertThat(verdict.findings().toString()).doesNotContain("Squid");
      assertThat(verdict.targets().toString()).doesNotContain("Unmasking");
    }
  }

  /** An accelerator answers like an interceptor: to requests that were not meant for it. */
  @Test
  void squidOnADirectWayAnswersWithItsIcon() throws Exception {
    int port = LoopbackProgram.freePort();
    try (var squid =
        withoutMarks(
            "http_port 127.0.0.1:" + port + " accel vhost",
            "acl unwanted dstdomain 127.0.0.1",
            "http_access deny unwanted",
            "http_access allow all")) {
      URI jira = URI.create("http://127.0.0.1:" + port + "/jira");
      Verdict verdict = run(plan(Target.Kind.JIRA, jira));

      assertThat(squid.process().isAlive()).isTrue();
      assertThat(verdict.findings())
          .extracting(Finding::cause)
          .containsExactly(Cause.HTTP_INTERCEPTED);
      assertThat(verdict.findings().getFirst().because().toString())
          .contains("SN.png, was answered by Squid");
    }
  }

  /** Any answer of an {@code http=} target would do, if it were not the proxy's. */
  @Test
  @Tag("long")
  void refusalOfAPlainTargetIsToldByWhatNobodysHostGets() throws Exception {
    try (var squid = withoutMarks("http_access deny all")) {
      Verdict verdict =
          run(plan(Target.Kind.HTTP, URI.create("http://wiki.test/")), "http_proxy", squid.url());

      assertThat(verdict.findings())
          .extracting(Finding::cause)
          .containsExactly(Cause.PROXY_DENIES_TARGET);
      assertThat(verdict.findings().getFirst().because().toString())
          .contains("GET http://preflight.invalid/, a host that nobody has, got the same page");
    }
  }

  /** Behind a proxy that strips every field, a service's own refusal looks like the proxy's. */
  @ParameterizedTest
  @Tag("long")
  @ValueSource(strings = {"http_access allow all", "http_access deny !origin"})
  void servicesOwnRefusalStaysGreen(String rule) throws Exception {
    try (var origin = Origin.plain(Site.ANONYMOUS);
        var squid =
            withoutMarks(
                "acl origin dstdomain 127.0.0.1",
                rule,
                "http_access allow all",
                "dns_timeout 1 second")) {
      origin.inject(Fault.refusing(403));
      URI wiki = URI.create("http://127.0.0.1:" + origin.address().getPort() + "/");
      Verdict verdict = run(plan(Target.Kind.HTTP, wiki), "http_proxy", squid.url());

      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.targets().toString())
          .contains("403 Forbidden", "asked=http://preflight.invalid/");
    }
  }

  private LoopbackProgram withoutMarks(String... lines) throws IOException {
    Path shipped = Path.of("/usr/share/squid-langpack/templates");
    Assumptions.assumeTrue(Files.isDirectory(shipped), "squid-langpack is not installed");
    // Squid reads them as its own user.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path pages = Files.createDirectory(folder.resolve("pages"));
    try (Stream<Path> templates = Files.list(shipped)) {
      for (Path template : templates.toList()) {
        Files.copy(template, pages.resolve(template.getFileName().toString()));
      }
    }
    Files.writeString(
        pages.resolve("ERR_ACCESS_DENIED"), "<html><body><h1>Not allowed</h1></body></html>\n");
    return RealSquid.start(
        folder,
        Stream.of(
                RealSquid.HARDENED.stream(),
                Stream.of("error_directory " + pages),
                Stream.of(lines))
            .flatMap(all -> all)
            .toList());
  }

  private static Plan plan(Target.Kind kind, URI uri) {
    return Plan.of(new Target(kind.label(), kind, Target.Need.REQUIRED, uri))
        .within(Duration.ofSeconds(30), Duration.ofSeconds(10));
  }

  private Verdict run(Plan plan, String... variable) throws InterruptedException {
    var container =
        new Container(
            variable.length == 0 ? Map.of() : Map.of(variable[0], variable[1]),
            Path.of("/nonexistent"));
    var withCurl =
        new Plan(
            plan.targets(),
            new preflight.plan.ClientSelection.Only(List.of("curl")),
            plan.deadline(),
            plan.attemptTimeout(),
            plan.metadataHost(),
            plan.inspection(),
            plan.control(),
            plan.expectations(),
            plan.extraRequests());
    return Preflight.start(withCurl, container, new Gate.Enforce(), seen -> {}).verdict();
  }
}
