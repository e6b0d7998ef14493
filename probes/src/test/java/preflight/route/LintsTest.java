package preflight.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Container;
import preflight.route.Lint.Code;

class LintsTest {

  private static final String METADATA = "metadata.google.internal,metadata,169.254.169.254";

  @TempDir private Path root;

  /** An environment, separated by vertical bars; a lint's code; whom it concerns. */
  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "http_proxy=http://p:1|no_proxy=a;b ! NO_PROXY_SEMICOLON ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "no_proxy=a.test b.test ! NO_PROXY_BLANKS ! gcloud-token google-auth-python python-requests python-urllib wget node-gaxios go",
        "no_proxy=a.test , b.test ! NO_PROXY_BLANKS ! wget",
        "no_proxy=10.0.0.0/8 ! NO_PROXY_RANGE ! python-urllib wget node-gaxios",
        "no_proxy=fd00::/8 ! NO_PROXY_RANGE ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios",
        "no_proxy=*.corp.test ! NO_PROXY_WILDCARD ! gcloud-token google-auth-python python-requests python-urllib curl wget git",
        "NO_PROXY=*.corp.test|NODE_USE_ENV_PROXY=1 ! NO_PROXY_WILDCARD ! gcloud-token google-auth-python python-requests python-urllib curl git",
        "no_proxy=*corp.test ! NO_PROXY_WILDCARD ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "no_proxy=169.254.* ! NO_PROXY_WILDCARD ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "no_proxy=https://api.test/ ! NO_PROXY_URL ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "no_proxy=http://api.test ! NO_PROXY_URL ! gcloud-token google-auth-python python-requests python-urllib curl wget git go",
        "no_proxy=.corp.test:443 ! NO_PROXY_PORT ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios",
        "no_proxy=api.test:8081 ! NO_PROXY_PORT ! curl wget git node-gaxios",
        "'no_proxy=a.test,\tb.test\n' ! NO_PROXY_BLANKS ! curl wget git",
        "no_proxy=\"a.test,b.test\" ! VALUE_QUOTED ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "HTTP_PROXY=\"http://p:1\" ! VALUE_QUOTED ! gcloud-token google-auth-python python-requests python-urllib node-gaxios go",
        "https_proxy=''http://p:1'' ! VALUE_QUOTED ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "'HTTP_PROXY=http://p:1\n' ! PROXY_BLANKS ! gcloud-token google-auth-python python-requests python-urllib node-gaxios go",
        "'http_proxy= http://p:1' ! PROXY_BLANKS ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "http_proxy=http:/p:1 ! PROXY_WITHOUT_SCHEME ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "HTTP_PROXY=http://p:1|http_proxy=http://q:1|no_proxy=* ! SPELLINGS_DIFFER ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "HTTP_PROXY=http://p:1|http_proxy= ! SPELLINGS_DIFFER ! node-gaxios go",
        "no_proxy=a|NO_PROXY=b ! SPELLINGS_DIFFER ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "https_proxy=p:3128 ! PROXY_WITHOUT_SCHEME ! gcloud-token google-auth-python python-requests python-urllib curl wget git node-gaxios go",
        "HTTP_PROXY=p:3128 ! PROXY_WITHOUT_SCHEME ! gcloud-token google-auth-python python-requests python-urllib node-gaxios go",
        "HTTP_PROXY=socks5://p:1080 ! PROXY_UNSUPPORTED ! gcloud-token google-auth-python python-requests python-urllib go",
        "https_proxy=https://p:443 ! PROXY_UNSUPPORTED ! gcloud-token google-auth-python python-requests curl git node-gaxios go",
        "CLOUDSDK_PROXY_TYPE=socks5|CLOUDSDK_PROXY_ADDRESS=p|CLOUDSDK_PROXY_PORT=1 ! PROXY_UNSUPPORTED ! gcloud-token",
        "JAVA_TOOL_OPTIONS=-DsocksProxyHost=p ! PROXY_UNSUPPORTED ! java-jdk java-okhttp google-auth-java",
        "JAVA_TOOL_OPTIONS=-Dhttps.nonProxyHosts=a ! JVM_PROPERTY_UNKNOWN ! java-jdk java-okhttp google-auth-java",
        "JDK_JAVA_OPTIONS=-Dhttp.proxyHost=http://p ! JVM_HOST_IS_URL ! java-jdk java-okhttp google-auth-java",
        "_JAVA_OPTIONS=-Dhttps.proxyHost=p:8080 ! JVM_HOST_IS_URL ! java-jdk java-okhttp google-auth-java",
        "HTTP_PROXY=http://p:1 ! METADATA_NOT_EXCLUDED ! gcloud-token google-auth-python python-requests python-urllib node-gaxios go",
        "HTTPS_PROXY=http://p:1 ! METADATA_NOT_EXCLUDED ! node-gaxios",
        "HTTP_PROXY=http://p:1|NO_PROXY=169.254.0.0/16,.google.internal ! METADATA_NOT_EXCLUDED ! python-urllib node-gaxios",
        "CLOUDSDK_PROXY_TYPE=http|CLOUDSDK_PROXY_ADDRESS=p|CLOUDSDK_PROXY_PORT=1|NO_PROXY=* ! METADATA_NOT_EXCLUDED ! gcloud-token",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=p ! METADATA_NOT_EXCLUDED ! java-jdk java-okhttp google-auth-java",
      })
  void lintIsFound(String environment, Code code, String clients) {
    assertThat(lints(environment))
        .filteredOn(lint -> lint.code() == code)
        .singleElement()
        .satisfies(lint ->
            assertThat(lint.clients())
                .extracting(ClientFamily::label)
                .containsExactly(clients.split(" ")));
  }

  @ParameterizedTest(name = "no {1} in {0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "no_proxy=a,b ! NO_PROXY_SEMICOLON",
        "UNRELATED=a;b ! NO_PROXY_SEMICOLON",
        "http_proxy=http://p:1/;x ! NO_PROXY_SEMICOLON",
        "NO_PROXY=a.test, b.test ! NO_PROXY_BLANKS",
        "NO_PROXY= a.test ! NO_PROXY_BLANKS",
        "NO_PROXY=10.0.0.1 ! NO_PROXY_RANGE",
        "NO_PROXY=http://a.test/8 ! NO_PROXY_RANGE",
        "NO_PROXY=10.0.0.0/99 ! NO_PROXY_RANGE",
        "NO_PROXY=* ! NO_PROXY_WILDCARD",
        "NO_PROXY=a.test,* ! NO_PROXY_WILDCARD",
        "NO_PROXY=fd00::1:80 ! NO_PROXY_PORT",
        "NO_PROXY=a.test ! NO_PROXY_PORT",
        "NO_PROXY=a.test ! NO_PROXY_URL",
        "NO_PROXY=http://user:secret@a.test ! NO_PROXY_URL",
        "NO_PROXY=a.test ! VALUE_QUOTED",
        "HTTP_PROXY=http://u:p\"w@p:1 ! VALUE_QUOTED",
        "HTTP_PROXY=http://p:1 ! PROXY_BLANKS",
        "HTTP_PROXY= ! PROXY_BLANKS",
        "NO_PROXY=.corp.test ! NO_PROXY_WILDCARD",
        "JAVA_TOOL_OPTIONS=-Dhttp.nonProxyHosts=*.corp.test ! NO_PROXY_WILDCARD",
        "HTTP_PROXY=http://p:1|http_proxy=http://p:1 ! SPELLINGS_DIFFER",
        "HTTP_PROXY=http://p:1|https_proxy=http://q:1 ! SPELLINGS_DIFFER",
        "HTTP_PROXY=http://p:1 ! SPELLINGS_DIFFER",
        "HTTP_PROXY=|http_proxy=http://p:1 ! PROXY_WITHOUT_SCHEME",
        "HTTP_PROXY=http://p:1 ! PROXY_UNSUPPORTED",
        "all_proxy=socks5://p:1|NO_PROXY=* ! PROXY_WITHOUT_SCHEME",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=http://p ! PROXY_UNSUPPORTED",
        "JAVA_TOOL_OPTIONS=-Dhttp.nonProxyHosts=a ! JVM_PROPERTY_UNKNOWN",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=p ! JVM_HOST_IS_URL",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=fd00::1 ! JVM_HOST_IS_URL",
        "NO_PROXY=a ! METADATA_NOT_EXCLUDED",
        "HTTP_PROXY= ! METADATA_NOT_EXCLUDED",
        "HTTP_PROXY=http://p:1|NO_PROXY=metadata.google.internal,169.254.169.254 ! METADATA_NOT_EXCLUDED",
        "JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=p ! METADATA_NOT_EXCLUDED",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=p -Dhttp.nonProxyHosts=metadata*|169.254.169.254 ! METADATA_NOT_EXCLUDED",
        "PROXY_PAC= ! SETTING_NOT_FOLLOWED",
      })
  void nearMissIsNoLint(String environment, Code code) {
    assertThat(lints(environment)).extracting(Lint::code).doesNotContain(code);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "http://nexus, true",
    "https://nexus.corp, true",
    "https://jira.corp.example:8443/x, true",
    "https://db.internal., true",
    "https://printer.local, true",
    "http://10.1.2.3, true",
    "http://[fd00::1]/, true",
    "http://127.0.0.1:8080, true",
    "http://100.64.0.1, true",
    "https://corp.example.com, false",
    "https://github.com, false",
    "https://internal-tools.example.com, false",
    "http://172.32.0.1, false",
    "http://metadata.google.internal, false",
    "http://metadata.google.internal., false",
    "http://metadata, false",
    "http://169.254.169.254, false",
    "tcp://db.corp:5432, false",
  })
  void internalHostIsToldByItsLooks(URI url, boolean internal) {
    List<Lint> lints =
        table("http_proxy=http://p:1|https_proxy=http://p:1|no_proxy=" + METADATA)
            .lints(List.of(url));

    assertThat(lints)
        .filteredOn(lint -> lint.code() == Code.INTERNAL_TARGET_PROXIED)
        .hasSize(internal ? 1 : 0);
  }

  @Test
  void internalTargetConcernsItsOwnUrlAndTheClientsThatAskForTargets() {
    URI jira = URI.create("https://jira.corp.test");
    RouteTable table = table("HTTPS_PROXY=http://p:1|NO_PROXY=169.254.169.254");

    assertThat(table.lints(List.of(jira, URI.create("https://nexus.corp.test"))))
        .filteredOn(lint -> lint.code() == Code.INTERNAL_TARGET_PROXIED)
        .hasSize(2)
        .first()
        .satisfies(lint -> {
          assertThat(lint.text()).startsWith("jira.corp.test looks internal");
          assertThat(lint.concerns(table.decide(ClientFamily.CURL, jira))).isTrue();
          assertThat(lint.concerns(table.decide(ClientFamily.CURL, URI.create("https://a.test"))))
              .isFalse();
          assertThat(lint.concerns(table.decide(ClientFamily.WGET, jira))).isFalse();
          assertThat(lint.clients()).doesNotContain(ClientFamily.GCLOUD_TOKEN);
        });
  }

  @Test
  void excludedTargetIsNoLint() {
    assertThat(
            table("HTTPS_PROXY=http://p:1|NO_PROXY=.corp.test," + METADATA)
                .lints(List.of(URI.create("https://jira.corp.test"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "HTTP_PROXY=http://p:1 ! Neither the metadata server's name nor its address ! to NO_PROXY and no_proxy",
        "HTTP_PROXY=http://p:1|NO_PROXY=169.254.169.254 ! The metadata server's name is not ! metadata.google.internal,metadata,169.254.169.254",
        "HTTP_PROXY=http://p:1|NO_PROXY=metadata.google.internal ! The metadata server's address is not ! to NO_PROXY and no_proxy",
        "JAVA_TOOL_OPTIONS=-Dhttp.proxyHost=p ! Neither ! metadata.google.internal|metadata|169.254.169.254 to http.nonProxyHosts",
        "CLOUDSDK_PROXY_TYPE=http|CLOUDSDK_PROXY_ADDRESS=p|CLOUDSDK_PROXY_PORT=1 ! Neither ! unset gcloud's proxy/type",
      })
  void metadataLintTellsWhatIsMissingAndWhere(String environment, String what, String mend) {
    assertThat(lints(environment))
        .filteredOn(lint -> lint.code() == Code.METADATA_NOT_EXCLUDED)
        .singleElement()
        .satisfies(lint -> assertThat(lint.text()).startsWith(what).contains(mend));
  }

  @Test
  void equalListsInBothSpellingsAreToldOnce() {
    assertThat(lints("NO_PROXY=10.0.0.0/8,*.corp.test|no_proxy=10.0.0.0/8,*.corp.test"))
        .extracting(Lint::code, Lint::text)
        .containsExactlyInAnyOrder(
            tuple(
                Code.NO_PROXY_RANGE,
                "10.0.0.0/8 in NO_PROXY and no_proxy is no range to these clients:"
                    + " list names and addresses."),
            tuple(
                Code.NO_PROXY_WILDCARD,
                "*.corp.test in NO_PROXY and no_proxy is taken literally by these clients:"
                    + " leave the star out."));
  }

  @Test
  void fileThatIsNotFollowedIsNamed() throws IOException {
    Files.createDirectories(root.resolve("root"));
    Files.writeString(root.resolve("root/.curlrc"), "proxy = http://user:c4n4ry@p:1\n");

    assertThat(lints("PROXY_PAC=http://pac.test/"))
        .filteredOn(lint -> lint.code() == Code.SETTING_NOT_FOLLOWED)
        .extracting(Lint::text)
        .containsExactly(
            "/root/.curlrc speaks of a proxy, and Preflight does not follow it.",
            "PROXY_PAC names a PAC file, which Preflight does not evaluate.");
  }

  /** A file, its text, and whether it is named as not followed. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "root/.gitconfig, '[include] path = proxy.inc', true",
    "root/.gitconfig, '[includeIf \"gitdir:~/work/\"] path = work.inc', true",
    "root/.gitconfig, '[core] path = x', false",
    "root/.gitconfig, '# [include] path = x', false",
    "jdk/conf/net.properties, http.proxyHost=proxy.corp, true",
    "jdk/conf/net.properties, socksProxyHost = proxy.corp, true",
    "jdk/lib/net.properties, https.proxyHost=proxy.corp, true",
    "jdk/conf/net.properties, # http.proxyHost=proxy.corp, false",
    "jdk/conf/net.properties, http.proxyHost=, false",
    "jdk/conf/net.properties, http.nonProxyHosts=localhost|127.*, false",
  })
  void fileThatIsNotFollowedIsNamed(String file, String text, boolean named) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text.replaceFirst("] ", "]\n") + "\n");

    assertThat(lints("JAVA_HOME=/jdk"))
        .extracting(Lint::code)
        .containsExactlyElementsOf(named ? List.of(Code.SETTING_NOT_FOLLOWED) : List.of());
  }

  @Test
  void emptyEnvironmentHasNoLint() {
    assertThat(table("").lints(List.of(URI.create("https://nexus.corp")))).isEmpty();
  }

  @Test
  void exclusionIsAdvisedToNobodyWhomItWouldNotHelp() {
    String stopping = "http_proxy=http://user@p:1|https_proxy=p:1|NODE_USE_ENV_PROXY=1";

    assertThat(lints(stopping + "|no_proxy=" + METADATA + "|NO_PROXY=" + METADATA))
        .extracting(Lint::code)
        .contains(Code.PROXY_UNSUPPORTED)
        .doesNotContain(Code.METADATA_NOT_EXCLUDED);
    assertThat(lints(stopping))
        .filteredOn(lint -> lint.code() == Code.METADATA_NOT_EXCLUDED)
        .flatExtracting(Lint::clients)
        .contains(ClientFamily.CURL)
        .doesNotContain(ClientFamily.GIT, ClientFamily.NODE_FETCH);
  }

  private List<Lint> lints(String environment) {
    return table(environment).lints(List.of());
  }

  private RouteTable table(String environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    // A bar before a name and its equals sign parts two variables; nonProxyHosts has bars, too.
    Arrays.stream(environment.split("\\|(?=\\w+=)"))
        .filter(variable -> !variable.isEmpty())
        .map(variable -> variable.split("=", 2))
        .forEach(variable -> variables.put(variable[0], variable[1]));
    return RouteTable.of(new Container(variables, root));
  }
}
