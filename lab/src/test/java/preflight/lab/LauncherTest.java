package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.lab.GateProgram.Ended;

/** The gate obeys its JVM, outlives its faults, and says what happened in one line. */
class LauncherTest extends BothGates {

  /** A JVM's doings, options and environment, and how it ends. */
  record Story(
      String jvm, String options, String environment, int status, String out, String errorNames) {
    static Story opens(String jvm) {
      return new Story(jvm, "", "", 0, STARTED, "");
    }

    static Story fault(String jvm, String names) {
      return new Story(jvm, "", "", 0, STARTED, names);
    }

    static Story ends(String jvm, int status) {
      return new Story(jvm, "", "", status, "", "");
    }

    static Story policy(String options, String environment, boolean block) {
      String jvm = "say on-fault block; exit 3";
      return block
          ? new Story(jvm, options, environment, 70, "", "--on-fault block")
          : new Story(jvm, options, environment, 0, STARTED, "starts unchecked");
    }
  }

  Stream<Arguments> stories() {
    List<Story> stories =
        List.of(
            Story.opens("say exec; exec sleep 60"),
            Story.opens("say deadline 9000; say on-fault block; say exec"),
            Story.opens("say deadline 1076399190; say exec"),
            Story.opens("say deadline 99999999999999999999; say exec"),
            Story.opens("printf ex >>$pipe; sleep 0.2; say ec; exec sleep 60"),
            Story.ends("say exit 69; exec sleep 60", 69),
            Story.ends("say exit 0", 0),
            Story.fault("exit 3", "status 3 before it decided"),
            Story.fault("kill -KILL $$", "before it decided"),
            Story.fault("printf exec >>$pipe", "before it decided"),
            Story.fault("say deadline 0; exec sleep 60", "silent past its deadline"),
            Story.fault("say execute; exec sleep 60", "unknown line 'execute'"),
            Story.fault("say exit 69x", "unknown line 'exit 69x'"),
            Story.fault("say exit 256", "unknown line 'exit 256'"),
            Story.fault("say exit -1", "unknown line 'exit -1'"),
            Story.fault("say deadline soon; exec sleep 60", "unknown line 'deadline soon'"),
            Story.fault("say on-fault maybe", "unknown line 'on-fault maybe'"),
            Story.fault("say fault its disk is full", "Preflight could not run: its disk is full."),
            Story.policy("", "", true),
            Story.policy("", "PREFLIGHT_ON_FAULT=open", false),
            Story.policy("--on-fault block", "PREFLIGHT_ON_FAULT=open", true),
            Story.policy("--on-fault=open", "PREFLIGHT_ON_FAULT=block", false),
            Story.policy("--on-fault open --on-fault block", "", true),
            Story.policy("", "PREFLIGHT_ON_FAULT= open ", false),
            Story.policy("", "PREFLIGHT_ON_FAULT= \t", true),
            new Story("exit 3", "", "PREFLIGHT_ON_FAULT=\t block\r\n", 70, "", "on-fault block"),
            Story.policy("--on-fault block", "PREFLIGHT_GATE=off:INC.1", false),
            Story.policy("--on-fault block", "PREFLIGHT_GATE= off:INC.1", false),
            Story.policy("--on-fault block", "PREFLIGHT_GATE=warn\n", false),
            Story.policy("--on-fault block", "PREFLIGHT_GATE=warn", false),
            Story.policy("--on-fault block", "PREFLIGHT_GATE=enforce", true),
            Story.policy("--on-fault block", "PREFLIGHT_GATE=offline", true));
    return stories.stream().flatMap(s -> gates().stream().map(gate -> Arguments.of(gate, s)));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void gateObeysTheJvmAndOutlivesItsFaults(GateProgram gate, Story story) throws Exception {
    gate.jvm(story.jvm());
    Map<String, String> environment = new HashMap<>();
    if (!story.environment().isEmpty()) {
      String[] pair = story.environment().split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    Ended ended = gate.run("run " + story.options() + " -- echo started", environment);
    assertThat(ended.status()).isEqualTo(story.status());
    assertThat(ended.out()).isEqualTo(story.out());
    assertThat(ended.err()).contains(story.errorNames());
    assertThat(ended.err().lines().count()).isEqualTo(story.errorNames().isEmpty() ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--deadline 300ms", "--deadline=0h0m0s300ms", "--gate warn --deadline 1s"})
  void jvmThatHasNotStartedByTheDeadlineIsAFault(String options) throws Exception {
    launcher.jvm("exec sleep 60");

    Ended ended = launcher.run("run " + options + " -- echo started", Map.of());

    assertThat(ended.out()).isEqualTo(STARTED);
    assertThat(ended.err()).contains("silent past its deadline").hasLineCount(1);
  }

  @Test
  void whiteSpaceAroundTheVariablesDeadlineIsNoneOfIt() throws Exception {
    launcher.jvm("exec sleep 60");

    Ended ended = launcher.run("run -- echo started", Map.of("PREFLIGHT_DEADLINE", " 300ms\n"));

    assertThat(ended.out()).isEqualTo(STARTED);
    assertThat(ended.err()).contains("silent past its deadline").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--deadline soon", "--deadline 300", "--deadline 0s", "--gate off --deadline 1ms"})
  void deadlineThatSaysNothingToTheLauncherIsLeftToTheJvm(String options) throws Exception {
    launcher.jvm("sleep 0.6; say exit 64");

    assertThat(launcher.run("run " + options + " -- echo started", Map.of()).status())
        .isEqualTo(64);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void missingJvmOpensTheGateOrClosesItAsAsked(GateProgram gate) throws Exception {
    Files.deleteIfExists(gate.java());
    Ended open = gate.run("run -- echo started", Map.of());
    assertThat(open.out()).isEqualTo(STARTED);
    assertThat(open.err()).contains(gate.java() + " cannot be started").hasLineCount(1);
    assertThat(gate.run("run --on-fault block -- echo started", Map.of()).status()).isEqualTo(70);
    Ended check = gate.run("check", Map.of());
    assertThat(check.status()).isEqualTo(70);
    assertThat(check.err()).contains(gate.java() + " cannot be started").hasLineCount(1);
  }

  /** What the JVM says of it is part of the one line, whichever stream it chose. */
  @ParameterizedTest
  @ValueSource(strings = {"", ">&2"})
  void jvmThatCannotStartIsAFaultInItsOwnWords(String stream) throws Exception {
    launcher.jvm(
        """
        {
          echo 'Error occurred during initialization of VM'
          echo '#'
          echo '# Could not reserve enough space'
        } %s
        exit 1
        """
            .formatted(stream));
    String words =
        "its JVM ended with status 1 before it decided (Error occurred during initialization of VM"
            + " Could not reserve enough space): run 'preflight selftest' in this image";

    Ended check = launcher.run("check", Map.of());
    Ended run = launcher.run("run -- echo started", Map.of("CLOUD_RUN_JOB", "job"));

    assertThat(check).isEqualTo(new Ended(70, "", "Preflight could not run: " + words + "\n"));
    assertThat(run.out()).isEqualTo(STARTED);
    assertThat(run.err()).startsWith("{").contains(words).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "say deadline 9000; echo {out}; echo {err} >&2; say exit 69; exec sleep 60 | 69",
        "echo {out}; echo {err} >&2; say exit 0; exit 3 | 0",
        "echo text; echo text >&2; say exit 64; kill -KILL $$ | 64",
      })
  void checkEndsWithTheStatusThatTheJvmDecides(String jvm, int status) throws Exception {
    Ended ended = launcher.jvm(jvm).run("check", Map.of());

    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.out()).isIn("{out}\n", "text\n");
    assertThat(ended.err()).isIn("{err}\n", "text\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 0",
        "exit 69",
        "kill -KILL $$",
        "say deadline 100; exec sleep 60",
        "say on-fault open"
      })
  void checkWithoutADecisionIsAFault(String jvm) throws Exception {
    Ended ended = launcher.jvm(jvm).run("check --on-fault open", Map.of("PREFLIGHT_GATE", "warn"));

    assertThat(ended.status()).isEqualTo(70);
    assertThat(ended.err()).startsWith("Preflight could not run: its JVM ").hasLineCount(1);
  }

  /** A script that says {@code preflight check && ./a.sh} is not to be held up by a broken JVM. */
  @Test
  void checkBehindAGateThatIsOffNeedsNoJvm() throws Exception {
    Files.deleteIfExists(launcher.java());
    Ended ended = launcher.run("check --wrong", Map.of("PREFLIGHT_GATE", "off:INC-1"));

    assertThat(ended).isEqualTo(new Ended(0, "SKIPPED (INC-1)  nothing was probed\n", ""));
    assertThat(launcher.run("check --gate off -- true", Map.of()).status()).isEqualTo(70);
  }

  /** No JVM does: it asks for the folder's name first. */
  @Test
  void jvmStartsWhereTheWorkingDirectoryIsGone() throws Exception {
    launcher.jvm(
        "/bin/pwd >/dev/null && ! [ -e etc ] && ! touch made 2>/dev/null || exit 1;"
            + " [ -z \"$pipe\" ] || say exec; exit 69");
    String gone = "mkdir '%1$s/d'; cd '%1$s/d'; rmdir ../d; exec ".formatted(launcher.home());
    Ended ended =
        GateProgram.shell(gone + launcher.words() + " run -- readlink /proc/self/cwd", Map.of());
    assertThat(ended.out()).isEqualTo(launcher.home().resolve("d") + " (deleted)\n");
    assertThat(ended.err()).doesNotContain("unchecked");
    assertThat(GateProgram.shell(gone + launcher.words() + " selftest", Map.of()).status())
        .isEqualTo(69);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void faultIsOneJsonLineWhereLogsAreStructured(GateProgram gate) throws Exception {
    gate.jvm("say 'fault a \"quoted\" \\word\there'");
    Ended job = gate.run("run -- echo started", Map.of("CLOUD_RUN_JOB", "my-agent"));
    assertThat(job.err())
        .isEqualTo(
            """
            {"severity":"ERROR","message":"Preflight could not run: a \\"quoted\\" \\\\word?here. \
            The workload starts unchecked (--on-fault open)."}
            """);
    assertThat(gate.run("run --format json -- echo started", Map.of()).err()).startsWith("{");
    assertThat(gate.run("run -- true", Map.of("PREFLIGHT_FORMAT", "json")).err()).startsWith("{");
    assertThat(gate.run("run -- true", Map.of("PREFLIGHT_FORMAT", "json ")).err()).startsWith("{");
    assertThat(gate.run("run --format text -- true", Map.of("K_SERVICE", "s")).err())
        .startsWith("Preflight could not run: ");
  }

  @ParameterizedTest
  @MethodSource("gates")
  void commandThatCannotStartIsNamedWithItsMend(GateProgram gate) throws Exception {
    gate.jvm("say exec");
    Path script = Files.writeString(gate.home().resolve("a.sh"), "#!/bin/sh\n");
    for (String missing : List.of("no-such-tool", "./no-such-tool", "/etc/passwd/x")) {
      Ended ended = gate.run("run -- " + missing, Map.of());
      assertThat(ended.status()).isEqualTo(127);
      assertThat(ended.err()).startsWith(missing + " is not found: ").hasLineCount(1);
    }
    for (String refused : List.of(script.toString(), "/etc")) {
      Ended ended = gate.run("run -- '" + refused + "'", Map.of());
      assertThat(ended.status()).isEqualTo(126);
      assertThat(ended.err()).startsWith(refused + " cannot be executed").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec %s run -- ./b.sh",
        "PATH=/bin:. %s run -- b.sh",
        "PATH=:/x %s run -- b.sh",
        "PATH=.:/etc/passwd %s run -- b.sh",
        "%s run -- ./c.sh"
      })
  void missingInterpreterIsNotAMissingScript(String line) throws Exception {
    for (var script : Map.of("b.sh", "#!/bin/sh\r\n", "c.sh", "#!/etc/passwd/sh\n").entrySet()) {
      Path file = Files.writeString(launcher.home().resolve(script.getKey()), script.getValue());
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    String gate = launcher.jvm("say exec").words();
    Ended ended =
        GateProgram.shell("cd '%s'; ".formatted(launcher.home()) + line.formatted(gate), Map.of());
    assertThat(ended.status()).isEqualTo(126);
    assertThat(ended.err()).contains("interpreter", "carriage return").hasLineCount(1);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void missingCommandIsWrongUsageUnlessHelpIsAsked(GateProgram gate) throws Exception {
    gate.jvm("shift 2; echo \"$@\"");
    for (String line : List.of("run", "run --", "run --config x --", "run --config x")) {
      Ended ended = gate.run(line, Map.of());
      assertThat(ended.status()).isEqualTo(64);
      assertThat(ended.err()).contains("COMMAND is missing", "--").hasLineCount(1);
    }
    assertThat(gate.run("run --help", Map.of()).out()).isEqualTo("run --help\n");
    assertThat(gate.run("run -- --help", Map.of()).err()).contains("--help is not found");
  }

  @ParameterizedTest
  @MethodSource("gates")
  void otherCommandsAreTheJvmInTheirOwnPlace(GateProgram gate) throws Exception {
    gate.jvm("echo $$; cat; printf '<%s>' \"$@\"; exit 69");
    Ended ended =
        GateProgram.shell(
            "echo $$; printf in | exec " + gate.words() + " explain @x '' '\"'; exit $?", Map.of());
    assertThat(ended.status()).isEqualTo(69);
    assertThat(ended.out())
        .endsWith(
            "in<@%s/jvm.args><preflight.agent.Main><explain><@x><><\">".formatted(gate.home()));
    Ended place =
        GateProgram.shell("echo $$; exec " + gate.words() + " selftest </dev/null", Map.of());
    List<String> lines = place.out().lines().toList();
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
  }

  /** The JVM dies of a second collector flag there, and echoes the passwords it finds. */
  @ParameterizedTest
  @MethodSource("gates")
  void javaOptionsOfTheJobAreDataForOurJvm(GateProgram gate) throws Exception {
    gate.jvm("env >\"$0.env\"; echo noise; say exec");
    Ended ended =
        gate.run(
            "run -- printenv JAVA_TOOL_OPTIONS",
            Map.of(
                "JAVA_TOOL_OPTIONS", "-XX:+UseG1GC -Dhttp.proxyPassword=x",
                "_JAVA_OPTIONS", "-Da=b",
                "JDK_JAVA_OPTIONS", "@file",
                "CLASSPATH", "/other",
                "PREFLIGHT_JOB_JDK_AOT_VM_OPTIONS", "stale"));
    assertThat(Files.readAllLines(Path.of(gate.java() + ".env")))
        .contains(
            "PREFLIGHT_JOB_JAVA_TOOL_OPTIONS=-XX:+UseG1GC -Dhttp.proxyPassword=x",
            "PREFLIGHT_JOB__JAVA_OPTIONS=-Da=b",
            "PREFLIGHT_JOB_JDK_JAVA_OPTIONS=@file")
        .noneMatch(line -> line.matches("(JAVA_TOOL_|_JAVA_|JDK_JAVA_)OPTIONS=.*"))
        .noneMatch(line -> line.startsWith("CLASSPATH=") || line.endsWith("=stale"));
    assertThat(ended.out()).isEqualTo("-XX:+UseG1GC -Dhttp.proxyPassword=x\n");
    assertThat(ended.err()).isEqualTo("noise\n");
  }

  @Test
  void missingCompilerIsSaidWithItsOwnStatus() throws Exception {
    Path tools = Files.createDirectory(launcher.home().resolve("tools"));
    Path dirname = Files.writeString(tools.resolve("dirname"), "#!/bin/sh\necho \"${1%/*}\"\n");
    assertThat(dirname.toFile().setExecutable(true)).isTrue();
    Ended ended =
        GateProgram.shell(
            "PATH='%s' CC= '%s' '%s/new'"
                .formatted(
                    tools, GateProgram.REPOSITORY.resolve("launcher/build"), launcher.home()),
            Map.of());
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).contains("no C compiler is found").hasLineCount(1);
  }
}
