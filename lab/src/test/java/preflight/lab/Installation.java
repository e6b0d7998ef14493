package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.world.CertificateAuthority;

/**
 * What {@code ./preflight} has built, started by the real launcher with options of a test's own.
 */
final class Installation {

  private static final Duration BUILD = Duration.ofMinutes(5);

  private final Path home;

  private Installation(Path home) {
    this.home = home;
  }

  /** Lays out a home whose JVM lists the classes that it loads. */
  static Installation in(Path folder) throws IOException {
    Finished.run(
            new ProcessBuilder(Container.REPOSITORY.resolve("preflight").toString(), "explain"),
            BUILD)
        .succeeded("./preflight");
    Path built = Container.REPOSITORY.resolve("agent/target/preflight/jvm.args");
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.copy(built, home.resolve("jvm.args"));
    return new Installation(home).option("-Xlog:class+load:file=" + home.resolve("classes"));
  }

  /** Has an upload trust that authority, which no public list knows. */
  Installation trusting(CertificateAuthority authority) throws IOException {
    return option("-Djavax.net.ssl.trustStore=" + Storage.trustStore(home, authority));
  }

  /** Gives it a library whose one jar never ends opening. */
  Installation withAStalledLibrary() throws IOException {
    Path folder = Files.createDirectory(home.resolve("google"));
    Finished.run(
            new ProcessBuilder("mkfifo", folder.resolve("library.jar").toString()),
            Duration.ofSeconds(10))
        .succeeded("mkfifo");
    return option("-Dpreflight.home=" + home);
  }

  /** The classes that the last run has loaded, a line each. */
  Stream<String> classes() throws IOException {
    return Files.readAllLines(home.resolve("classes")).stream();
  }

  /** The words that start it from a shell. */
  String words() {
    Path compiled = Container.REPOSITORY.resolve("launcher/target/preflight");
    Path launcher =
        Optional.of(compiled)
            .filter(Files::isExecutable)
            .orElse(Container.REPOSITORY.resolve("launcher/preflight.sh"));
    return "'%s' --java '%s/bin/java' --home '%s'"
        .formatted(launcher, System.getProperty("java.home"), home);
  }

  private Installation option(String option) throws IOException {
    Path arguments = home.resolve("jvm.args");
    List<String> lines = Files.readAllLines(arguments);
    Files.write(
        arguments, Stream.concat(lines.stream(), Stream.of("\"" + option + "\"")).toList(), UTF_8);
    return this;
  }
}
