package preflight.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage and wrong configuration: one line with the place and the mend, before any probe. */
class RefusalTest {

  @TempDir private Path root;

  private final Recording recording = new Recording();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--taget=dns=a.test | --taget: unknown option; did you mean '--target'?",
        "--uplaod=gs://b/p | --uplaod: unknown option; did you mean '--upload'?",
        "--contorl=a.test | --contorl: unknown option",
        "--deadline | --deadline: its value is missing; write --deadline DURATION",
        "--deadline=90 | --deadline: '90' is no duration above zero; write 90s, 1m30s or 500ms",
        "--deadline=0s | --deadline: '0s' is no duration above zero; write 90s, 1m30s or 500ms",
        "--attempt-timeout=-1s | --attempt-timeout: '-1s' is no duration above zero",
        "--gate=ware | --gate: 'ware' is none of enforce, warn, off:REASON; did you mean 'warn'?",
        "--on-fault=close | --on-fault: 'close' is none of open, block",
        "--format=yaml | --format: 'yaml' is none of auto, text, json",
        "--blocked-exit-code=0 | --blocked-exit-code: '0' is no exit status; write a number from 1 to 255",
        "--blocked-exit-code=256 | --blocked-exit-code: '256' is no exit status",
        "--no-metadata=maybe | --no-metadata: 'maybe' is none of true, false",
        "--no-metadata | --no-metadata: nothing is left to probe; name a target",
        "--clients=curl,gcloud | --clients: unknown client family 'gcloud'",
        "--clients=curl,gti | --clients: unknown client family 'gti'; did you mean 'git'?",
        "--clients=auto,curl | --clients: auto stands alone",
        "--target=gihub=github.com | --target: unknown kind of target 'gihub'; did you mean 'github'?",
        "--target=ssh=a.test:0 | --target: 'a.test:0' is no HOST:PORT",
        "--target=ssh | --target: 'ssh' has no value; write ssh=git.corp.example or ssh=git.corp.example:7999",
        "--target=ssh=git@a.test | --target: '***@a.test:22' is no HOST:PORT",
        "--target=google=Storage | --target: 'Storage' is no service below googleapis.com; write google=storage",
        "--target=google=eu-docker.pkg.dev | --target: 'eu-docker.pkg.dev' is no service below googleapis.com",
        "--target=github | --target: 'github' has no value; write github=https://github.corp.example",
        "--target=http=https:// | --target: http's URL 'https://' is malformed; write http=https://",
        "--target=http=ftp://a.test | --target: http's URL 'ftp://a.test' is malformed",
        "--target=http=https://a.test:99999 | --target: http's URL 'https://a.test:99999' is malformed",
        "--target=http=https://a b | --target: http's URL 'https://a b' is malformed",
        "--target=tcp=a.test | --target: 'a.test' is no HOST:PORT; write tcp=db.corp.example:5432",
        "--target=tcp=a.test:0 | --target: 'a.test:0' is no HOST:PORT",
        "--target=dns=https://a.test | --target: 'https://a.test' is no host name; write dns=",
        "--expect-service-account=agent | --expect-service-account: that is no service account's email; write NAME@",
        "--expect-scopes=Cloud | --expect-scopes: 'Cloud' is no scope; write cloud-platform or its whole URL",
        "--expect-egress=34.1.2.3 | --expect-egress: nobody is named to ask; add --egress-url URL",
        "--egress-url=ftp://a.test | --egress-url: the URL 'ftp://a.test' is malformed; write https://ip.corp.example",
        "--target=egress=a.test | --target: unknown kind of target 'egress'",
        "--config=/nowhere/p.yaml | /nowhere/p.yaml: no such file; correct the path",
        "--output= | --output: '' is no file name",
        "--private=corp.example,https://b | --private: 'https://b' is no host name; write corp.example",
        "--control=https://a.test | --control: 'https://a.test' is no host name; write storage.",
        "--metadata-host=a:b | --metadata-host: 'a:b' is no HOST:PORT",
        "-x | '-x': no option; options start with '--'",
        "github.com | 'github.com': no option",
      })
  void wrongOption(String word, String line) {
    int status = recording.callWithoutProbes(Map.of(), root, "check", word);

    assertThat(recording.err()).startsWith("preflight: " + line).hasLineCount(1).endsWith("\n");
    assertThat(recording.out()).isEmpty();
    assertThat(status).isEqualTo(word.startsWith("--config") ? 78 : 64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PREFLIGHT_TAGETS | dns=a.test | PREFLIGHT_TAGETS: unknown variable; did you mean 'PREFLIGHT_TARGETS'?",
        "PREFLIGHT_TARGETS | dns=a.test,b | PREFLIGHT_TARGETS: 'a.test,b' is no host name",
        "PREFLIGHT_DEADLINE | soon | PREFLIGHT_DEADLINE: 'soon' is no duration above zero",
        "PREFLIGHT_EXPECT_EGRESS | 34.1.2.3 | PREFLIGHT_EXPECT_EGRESS: nobody is named to ask",
        "PREFLIGHT_GATE | of | PREFLIGHT_GATE: 'of' is none of enforce, warn, off:REASON",
        "PREFLIGHT_CONFIG | /nowhere/p.yaml | /nowhere/p.yaml: no such file",
      })
  void wrongVariable(String name, String value, String line) {
    int status = recording.callWithoutProbes(Map.of(name, value), root, "check");

    assertThat(recording.err()).startsWith("preflight: " + line).hasLineCount(1);
    assertThat(status).isEqualTo(78);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deadline: 60s;taget: dns=a.test | 2:1: unknown key 'taget'; did you mean 'target'?",
        "egress-url: https://ip.test;expect-egress: [34.1.2] | 2:17: expect-egress: '34.1.2' is no IP address; write for example 34.76.1.2",
        "config: /other.yaml | 1:1: key 'config' names this very file; take it out",
        "deadline: 60s;deadline: 61s | 2:1: key 'deadline' stands here twice; keep one",
        "deadline: [60s] | 1:11: deadline: no single value; write DURATION",
        "deadline: | 1:10: deadline: no single value; write DURATION",
        "deadline: 60 | 1:11: deadline: '60' is no duration above zero",
        "target: {dns: a.test} | 1:9: target: no list; write one KIND=VALUE a line, each behind '- '",
        "target:; - dns=a.test; - dns: b.test | 3:4: target: no text; write KIND=VALUE",
        "target:; - dns=a.test; - gihub=b.test | 3:4: target: unknown kind of target 'gihub'",
        "no-metadata: [] | 1:14: no-metadata: no truth value; write true or false",
        "just text | 1:1: no mapping; write options as keys",
        "deadline: \"60s | 1:15: no valid YAML: ",
        "a: b: c | 1:5: no valid YAML: ",
        "deadline: 60s;gate: \007warn | 2:7: no valid YAML: the character U+0007; take it out",
      })
  void wrongFile(String yaml, String line) throws IOException {
    write(yaml.replace(';', '\n'));

    int status = recording.callWithoutProbes(Map.of(), root, "check");

    assertThat(recording.err())
        .startsWith("preflight: /etc/preflight.yaml:" + line)
        .hasLineCount(1);
    assertThat(status).isEqualTo(78);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void endlessNestingIsNoBug(String opening) throws IOException {
    write(opening.repeat(20_000));

    int status = recording.callWithoutProbes(Map.of(), root, "check");

    assertThat(recording.err())
        .startsWith("preflight: /etc/preflight.yaml")
        .contains("no valid YAML")
        .hasLineCount(1);
    assertThat(status).isEqualTo(78);
  }

  @Test
  void fileThatIsAFolderCannotBeRead() throws IOException {
    Files.createDirectories(root.resolve("etc/preflight.yaml"));

    int status = recording.callWithoutProbes(Map.of(), root, "check");

    assertThat(recording.err())
        .isEqualTo(
            "preflight: /etc/preflight.yaml: the file cannot be read; name a regular YAML file\n");
    assertThat(status).isEqualTo(78);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mkfifo %s | the file cannot be read; name a regular YAML file",
        "ln -s /dev/zero %s | the file cannot be read; name a regular YAML file",
        "truncate -s 100G %s | the file is too large; name a file of options",
        "ln -s preflight.yaml %s | the file cannot be read; name a regular YAML file",
      })
  @Timeout(20)
  void fileThatNeverEndsIsRefused(String made, String line) throws Exception {
    Path file = Files.createDirectories(root.resolve("etc")).resolve("preflight.yaml");
    assertThat(
            new ProcessBuilder("/bin/sh", "-c", made.formatted("'" + file + "'")).start().waitFor())
        .isZero();

    assertThat(recording.callWithoutProbes(Map.of(), root, "check", "--config", file.toString()))
        .isEqualTo(78);
    assertThat(recording.err()).endsWith(": " + line + "\n").hasLineCount(1);
  }

  @Test
  void fileThatIsOpenAlreadyIsRead() {
    int status =
        recording.callWithoutProbes(Map.of(), root, "check", "--config=/dev/null", "--no-metadata");

    assertThat(recording.err()).startsWith("preflight: --no-metadata: nothing is left to probe");
    assertThat(status).isEqualTo(64);
  }

  @Test
  void fileThatIsNoTextIsRefused() throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.write(
        root.resolve("etc/preflight.yaml"), new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});

    assertThat(recording.callWithoutProbes(Map.of(), root, "check")).isEqualTo(78);
    assertThat(recording.err()).contains("the file is no UTF-8 text").hasLineCount(1);
  }

  @Test
  void expectationThatNobodyCanTellIsRefused() {
    int status =
        recording.callWithoutProbes(
            Map.of(),
            root,
            "check",
            "--no-metadata",
            "--target=dns=a.test",
            "--expect-scopes=cloud-platform");

    assertThat(recording.err())
        .startsWith("preflight: --no-metadata: the metadata server alone tells account and scopes")
        .hasLineCount(1);
    assertThat(status).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "http=https://me:hunter2@a.test/",
    "http=me:hunter2@a.test",
    "github=https://hunter2@github.com",
    "gihub=https://me:hunter2@a.test",
    "tcp=me:hunter2@a.test:1",
    "dns=me:hunter2@a.test",
    "http=https://a b/?token=hunter2",
  })
  void credentialsAreRefusedAndNotRepeated(String target) {
    int status = recording.callWithoutProbes(Map.of(), root, "check", "--target", target);

    assertThat(recording.err()).doesNotContain("hunter2").hasLineCount(1);
    assertThat(status).isEqualTo(64);
  }

  @Test
  void jsonReadersGetTheRefusalAsAStructuredLine() {
    int status =
        recording.callWithoutProbes(
            Map.of("CLOUD_RUN_JOB", "job"), root, "check", "--deadline=é\"");

    assertThat(recording.err())
        .startsWith("{\"severity\":\"ERROR\",\"message\":\"preflight: --deadline: 'é\\\"' is no")
        .hasLineCount(1);
    assertThat(status).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "chekc | 'chekc': unknown command; did you mean 'check'?; commands are run, check,",
        "routs | 'routs': unknown command; did you mean 'routes'?; commands are run, check, routes, diagnose,",
        "summarize | 'summarize': unknown command",
      })
  void unknownCommandNamesTheKnownOnes(String word, String line) {
    assertThat(recording.callWithoutProbes(Map.of(), root, word)).isEqualTo(64);
    assertThat(recording.err()).startsWith("preflight: " + line).hasLineCount(1);
  }

  @Test
  void commandBehindCheckIsRefused() {
    assertThat(recording.callWithoutProbes(Map.of(), root, "check", "--", "./a.sh")).isEqualTo(64);
    assertThat(recording.err()).contains("use 'preflight run'").hasLineCount(1);
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/preflight.yaml"), yaml);
  }
}
