package preflight.lab.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/**
 * Every template of Debian's {@code squid-langpack} in every language, rendered by a real Squid,
 * whose {@code deny_info} can be told to answer with any of them.
 */
class LanguagePackTest {

  private static final Path PACK = Path.of("/usr/share/squid-langpack");

  /** The templates that no language is negotiated for. */
  private static final String NEUTRAL = "templates";

  @TempDir Path folder;

  @Test
  void everyPageInEveryLanguageIsSquids() throws IOException {
    judge("as shipped", List.of("email_err_data on", "cache_mgr webmaster"), "proxy.corp");
  }

  @Test
  @Tag("long")
  void everyPageInEveryLanguageIsSquidsWhereItHides() throws IOException {
    judge("hardened", RealSquid.HARDENED, "proxy.corp");
  }

  private void judge(String what, List<String> lines, String host) throws IOException {
    assumeTrue(Files.isDirectory(PACK), "Debian's package squid-langpack is not installed");
    List<String> templates = names(PACK.resolve(NEUTRAL), "ERR_");
    List<String> languages = languages();
    assertThat(templates).hasSizeGreaterThan(40);
    assertThat(languages).hasSizeGreaterThan(40);
    var configuration = new ArrayList<>(lines);
    for (String template : templates) {
      configuration.add("acl %1$s urlpath_regex ^/%1$s$".formatted(template));
      configuration.add("deny_info %1$s %1$s".formatted(template));
      configuration.add("http_access deny %s".formatted(template));
    }
    configuration.add("http_access deny all");
    int pages = 0;
    try (var squid = RealSquid.start(folder, configuration)) {
      for (String language : languages) {
        for (String template : templates) {
          var url = URI.create("http://blocked.example/" + template);
          var page =
              RawRequest.send(
                  squid.address(),
                  "GET " + url,
                  "Host: blocked.example",
                  language.equals(NEUTRAL) ? "Accept: */*" : "Accept-Language: " + language);
          tell(page, url, template, language, host);
          pages++;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "langpack, %s: %d pages (%d templates x %d languages) rendered by a real Squid, all told%n",
        what,
        pages,
        templates.size(),
        languages.size());
  }

  /** As it came, without any field, without the body, and without the page's second half. */
  private static void tell(
      HttpAnswer page, URI url, String template, String language, String host) {
    String where = template + " in " + language;
    page.header("Content-Language")
        .ifPresent(tag -> assertThat(tag).as(where).isIn(language, "en"));
    byte[] body = page.bodyLatin1().getBytes(ISO_8859_1);
    var by = squid(page, url, where + ", as it came").by();
    assertThat(by.errorId()).as(where).contains(template);
    assertThat(by.host()).as(where).contains(host);
    var byPage = squid(answer(page, List.of(), body), url, where + ", its page alone").by();
    assertThat(byPage.errorId()).as(where).contains(template);
    assertThat(byPage.host()).as(where).contains(host);
    squid(
        answer(page, List.of(), Arrays.copyOf(body, body.length / 2)),
        url,
        where + ", half a page");
    if (page.header("Mime-Version").isPresent()) {
      squid(answer(page, page.headers(), new byte[0]), url, where + ", its header alone");
    }
  }

  private static Interception.Interfering squid(HttpAnswer answer, URI url, String what) {
    var judged = InterceptionDetector.detect(answer, Channel.FORWARDED, url);
    assertThat(judged).as(what).isInstanceOf(Interception.Interfering.class);
    var found = (Interception.Interfering) judged;
    assertThat(found.by().product()).as(what).isEqualTo("Squid");
    return found;
  }

  private static HttpAnswer answer(HttpAnswer like, List<Header> headers, byte[] body) {
    return new HttpAnswer(like.status(), "", headers, body);
  }

  private static List<String> languages() throws IOException {
    try (Stream<Path> folders = Files.list(PACK)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !Files.isSymbolicLink(folder))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> names(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    }
  }
}
