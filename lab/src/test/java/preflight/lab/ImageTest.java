package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import preflight.world.CertificateAuthority;

/** The image, built from the Dockerfile, as a job has it. */
@Tag("long")
@Isolated
class ImageTest {

  private static final String LAUNCHER = "/opt/preflight/bin/preflight";
  private static final String API = "198.51.100.9";
  private static final long MIB = 1 << 20;

  /** Either of them ends a JVM that obeys it. */
  private static final String DEADLY = "-XX:+UseZGC -XX:+UseParallelGC -Dpassword=hunter2";

  @TempDir Path folder;
  private Namespace namespace;
  private JobImage job;

  @BeforeAll
  static void build() {
    Namespace.create().close(); // skips where there is no root
    JobImage.build();
  }

  @BeforeEach
  void squidThatDeniesTheMetadataServer() {
    namespace = Namespace.create().owns("169.254.169.254").owns("10.8.0.2").owns(API);
    job = new JobImage(namespace, folder, JobImage.OUT.resolve("rootfs"));
    job.with("JAVA_TOOL_OPTIONS", DEADLY)
        .file(
            "/etc/preflight.yaml",
            "{deadline: 30s, attempt-timeout: 3s, clients: google-auth-python}\n")
        .file(
            "/etc/hosts",
            """
            127.0.0.1 localhost
            10.8.0.2 proxy.corp
            198.51.100.9 storage.googleapis.com
            169.254.169.254 metadata.google.internal metadata
            """)
        .file(
            "/app/a.sh",
            """
            #!/bin/sh
            read -r children </proc/$$/task/$$/children
            echo "pid $$, children [$children], $JAVA_TOOL_OPTIONS, $*"
            exit 7
            """);
  }

  @AfterEach
  void remove() {
    namespace.close();
  }

  @Test
  void incidentIsNamedAndItsRemedyHandsTheContainerOver() {
    Stands.start(namespace, "metadata=169.254.169.254:80");
    Squid.start(namespace, folder, Squid.DENIES_METADATA);
    job.with("HTTP_PROXY", "http://proxy.corp:3128");

    Finished blocked = run();

    assertThat(blocked.status()).as(blocked.err()).isEqualTo(69);
    assertThat(blocked.out()).isEmpty();
    assertThat(blocked.err()).doesNotContain("hunter2", "Picked up");
    JsonNode verdict = Container.verdict(blocked.err());
    assertThat(Container.codes(verdict, "error")).containsExactly("METADATA_PROXIED_BY_ENV");

    verdict
        .path("findings")
        .path(0)
        .path("remedy")
        .path("values")
        .forEachEntry((name, value) -> job.with(name, value.asText()));
    Finished open = run();

    assertThat(open.status()).as(open.err()).isEqualTo(7);
    assertThat(open.out()).isEqualTo("pid 1, children [], " + DEADLY + ", -e dev -c api\n");
  }

  @Test
  void blockedTaskLeavesItsVerdictInTheBucket() throws Exception {
    Stands.start(namespace, "metadata=169.254.169.254:80");
    var authority = CertificateAuthority.named("Google's own");
    Storage storage =
        Storage.start(namespace, API, authority.issue("storage.googleapis.com"), folder);
    Path jvm = JobImage.PREFLIGHT.resolve("jvm.args");
    String trust = "-Djavax.net.ssl.trustStore=/opt/preflight/runtime/lib/security/cacerts\n";
    job.file("/opt/preflight/jvm.args", Files.readString(jvm) + trust)
        .mount(Storage.trustStore(folder, authority), "/opt/preflight/runtime/lib/security/cacerts")
        .with("PREFLIGHT_UPLOAD", "gs://verdicts/runs")
        .with("PREFLIGHT_TARGETS", "tcp=10.1.2.3:5432")
        .with("PREFLIGHT_DEADLINE", "12s");

    Finished blocked = run();

    assertThat(blocked.status()).as(blocked.err()).isEqualTo(69);
    assertThat(storage.objects().values())
        .as(blocked.err())
        .containsExactly(blocked.err().lines().toList().getLast() + "\n");
  }

  @Test
  void demoRunsAsNobodyOnAReadOnlyImage() {
    Finished demo = job.withTmp().run(LAUNCHER, "demo");

    assertThat(demo.status()).as(demo.out() + demo.err()).isEqualTo(0);
    assertThat(demo.out()).contains("As announced: exit status 69", "As announced: exit status 0");
  }

  @Test
  void imageWithoutTheGnuCLibraryIsToldWhatToDo() throws IOException {
    Path musl = Files.createDirectories(folder.resolve("musl"));
    for (String file : new String[] {"bin/preflight", "runtime/bin/java"}) {
      Path copy = musl.resolve("opt/preflight").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(JobImage.PREFLIGHT.resolve(file), copy, LinkOption.NOFOLLOW_LINKS);
    }
    for (String mountPoint : new String[] {"proc", "etc"}) {
      Files.createDirectory(musl.resolve(mountPoint));
    }
    Files.createFile(musl.resolve("etc/resolv.conf"));

    Finished check = new JobImage(namespace, folder, musl).run(LAUNCHER, "check");

    assertThat(check.status()).isEqualTo(70);
    assertThat(check.err()).contains("no GNU C library", "musl", "Debian").hasLineCount(1);
  }

  @Test
  void installationIsSmallAndListsWhatItHolds() throws Exception {
    long google = size(JobImage.PREFLIGHT.resolve("google"));
    assertThat(google).isBetween(1L, 25 * MIB);
    assertThat(size(JobImage.PREFLIGHT) - google).isLessThanOrEqualTo(90 * MIB);
    assertThat(Files.readString(JobImage.PREFLIGHT.resolve("jvm.args"))).doesNotContain("/google");
    JsonNode bill =
        new ObjectMapper().readTree(JobImage.PREFLIGHT.resolve("sbom.cdx.json").toFile());
    assertThat(hashes(bill.path("metadata").path("component")))
        .containsExactlyElementsOf(hashes(JobImage.PREFLIGHT.resolve("lib")).values());
    List<String> listed =
        bill.path("components").valueStream().flatMap(one -> hashes(one).stream()).toList();
    assertThat(listed)
        .containsAll(hashes(JobImage.PREFLIGHT.resolve("google")).values())
        .containsAll(hashes(JobImage.PREFLIGHT.resolve("native")).values())
        .doesNotHaveDuplicates();
    List<String> names =
        bill.path("components").valueStream().map(one -> one.path("name").asText()).toList();
    assertThat(names)
        .containsAll(librariesWithin(JobImage.PREFLIGHT.resolve("lib/preflight.jar")))
        .contains("okhttp-jvm", "kotlin-stdlib", "conscrypt-openjdk-uber");
    String image = Files.readString(JobImage.OUT.resolve("preflight.json"));
    assertThat(image).contains("org.opencontainers.image.version", LAUNCHER);
  }

  /** The cache of classes differs from build to build; its name tells what it was made from. */
  @Test
  void secondBuildGivesTheSameJarsAndRuntime() throws Exception {
    Path again = folder.resolve("again");
    var install =
        new ProcessBuilder(
            GateProgram.REPOSITORY.resolve("launcher/install").toString(), again.toString());
    install.environment().put("PREFLIGHT_JAVA_HOME", System.getProperty("java.home"));
    Finished.run(install, Duration.ofMinutes(3)).succeeded("launcher/install");

    for (String part : new String[] {"lib", "native", "google", "runtime", "bin"}) {
      assertThat(hashes(again.resolve(part))).isEqualTo(hashes(JobImage.PREFLIGHT.resolve(part)));
    }
  }

  private Finished run() {
    return job.run(LAUNCHER, "run", "--", "/app/a.sh", "-e", "dev", "-c", "api");
  }

  private static List<String> hashes(JsonNode component) {
    return component
        .path("hashes")
        .valueStream()
        .map(hash -> hash.path("content").asText())
        .toList();
  }

  /** Those of the libraries in the jar that say so. */
  private static List<String> librariesWithin(Path jar) throws IOException {
    try (var file = new ZipFile(jar.toFile())) {
      List<String> names =
          file.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith("/pom.properties"))
              .map(name -> Path.of(name).getName(3).toString())
              .filter(name -> !name.equals("preflight-agent"))
              .toList();
      assertThat(names).contains("dnsjava", "gson", "preflight-probes");
      return names;
    }
  }

  private static Map<String, String> hashes(Path root) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(root).toList()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      hashes.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
    }
    return hashes;
  }

  private static Stream<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList()
          .stream();
    }
  }

  private static long size(Path folder) throws IOException {
    return files(folder).mapToLong(file -> file.toFile().length()).sum();
  }
}
