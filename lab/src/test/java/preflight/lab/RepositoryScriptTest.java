package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.lab.GateProgram.Ended;

/** {@code ./preflight} on a clone: it finds a JDK, builds when it must and only then, and runs. */
class RepositoryScriptTest {
  private static final Map<String, String> JDK =
      Map.of("PREFLIGHT_JAVA_HOME", System.getProperty("java.home"));

  /** In Maven's place: compiles one class, counts its runs in a file, and takes its time. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo run >>"$(dirname "$0")/runs"
      cd "$(dirname "$4")" && mkdir -p agent/target/classes agent/target/lib || exit
      "$JAVA_HOME/bin/javac" -d agent/target/classes agent/src/main/*.java &&
        "$JAVA_HOME/bin/jar" cf agent/target/lib/preflight.jar -C agent/target/classes .
      """;

  private static final String MAIN =
      """
      package preflight.agent;
      class Main {
        public static void main(String[] arguments) {
          System.out.println(String.join("|", arguments));
        }
      }
      """;

  @TempDir Path folder;
  private Path clone;

  @BeforeEach
  void copyTheScripts() throws Exception {
    clone = Files.createDirectories(folder.resolve("a \"clone\""));
    Path source = Files.createDirectories(clone.resolve("agent/src/main"));
    Files.writeString(source.resolve("Main.java"), MAIN);
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
    Path launcher = Files.createDirectories(clone.resolve("launcher/src"));
    try (var sources = Files.list(GateProgram.REPOSITORY.resolve("launcher/src"))) {
      for (Path file : sources.toList()) {
        Files.copy(file, launcher.resolve(file.getFileName()));
      }
    }
    for (String file :
        List.of(
            "preflight",
            "launcher/build",
            "launcher/home.sh",
            "launcher/jdk.sh",
            "launcher/preflight.sh")) {
      Files.copy(GateProgram.REPOSITORY.resolve(file), clone.resolve(file));
      assertThat(clone.resolve(file).toFile().setExecutable(true)).isTrue();
    }
    tool("mvn", MAVEN);
  }

  @Test
  void firstUseBuildsOnceHoweverManyStart() throws Exception {
    Process other = GateProgram.start(script("explain a"), JDK);
    Ended one = preflight("explain '@b' '\"'");
    Ended two = GateProgram.ended(other);
    assertThat(one.out()).isEqualTo("explain|@b|\"\n");
    assertThat(two.out()).isEqualTo("explain|a\n");
    assertThat(builds()).isEqualTo(1);
    assertThat(one.err() + two.err()).startsWith("Building Preflight").hasLineCount(1);
  }

  @Test
  void changedSourceOrMovedCloneIsBuiltAgain() throws Exception {
    preflight("x");
    assertThat(preflight("x")).isEqualTo(new Ended(0, "x\n", ""));
    assertThat(builds()).isEqualTo(1);

    Path main = clone.resolve("agent/src/main/Main.java");
    Files.writeString(main, MAIN.replace("\"|\"", "\"+\""));
    Files.setLastModifiedTime(main, FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(preflight("x y").out()).isEqualTo("x+y\n");
    Files.setLastModifiedTime(main, FileTime.from(Instant.now().minusSeconds(60)));

    Files.delete(clone.resolve("launcher/src/skip.c"));
    assertThat(preflight("x y").out()).isEqualTo("x+y\n");
    assertThat(builds()).isEqualTo(3);

    clone = Files.move(clone, folder.resolve("moved"));
    assertThat(preflight("x y").out()).isEqualTo("x+y\n");
    assertThat(builds()).isEqualTo(4);
  }

  @Test
  void brokenBuildIsShownAndStartsNothing() throws Exception {
    Files.writeString(clone.resolve("agent/src/main/Main.java"), "class Main { oops }");
    Ended ended = preflight("run -- echo started");
    assertThat(ended.status()).isEqualTo(70);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("oops", "the build fails", "build.log");
  }

  @Test
  void folderThatIsNoJdk25IsRefusedByName() throws Exception {
    Path old =
        Files.createDirectories(folder.resolve("jdk-21/bin")).resolveSibling(".").normalize();
    Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.4\"\n");
    assertThat(Files.createFile(old.resolve("bin/javac")).toFile().setExecutable(true)).isTrue();
    Ended ended = GateProgram.shell(script("x"), Map.of("PREFLIGHT_JAVA_HOME", old.toString()));
    assertThat(ended.status()).isEqualTo(70);
    assertThat(ended.err()).contains("PREFLIGHT_JAVA_HOME=" + old).hasLineCount(1);
  }

  private void tool(String name, String script) throws IOException {
    Path tool = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(tool, script);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  private int builds() throws IOException {
    return Files.readAllLines(folder.resolve("bin/runs")).size();
  }

  private Ended preflight(String arguments) throws Exception {
    return GateProgram.shell(script(arguments), JDK);
  }

  private String script(String arguments) {
    return "PATH='%s/bin':$PATH exec '%s/preflight' %s".formatted(folder, clone, arguments);
  }
}
