package preflight.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Judges every capture of real proxies, filters and look-alikes; not one may be misjudged. */
class CaptureCorpusTest {

  /** Captures whose name or scenario says one thing, and whose bytes another, with the reason. */
  private static final Map<String, String> SHOWS_NOTHING =
      Map.ofEntries(
          entry("debranded_deny_get.http", "every mark removed; only an active probe tells"),
          entry("debranded_deny_get_ja.http", "every mark removed; only an active probe tells"),
          entry("probe_icon_worst_denyall.http", "every mark removed, the active probe included"),
          entry("probe_trace_mf0.http", "an answer to TRACE, which we never send, all fields gone"),
          entry("probe_squid_internal.http", "an icon with all fields gone: known by its digest"),
          entry("mitmproxy_deny_connect.http", "200 opens the tunnel; the block comes inside TLS"),
          entry("bump_terminate.http", "a note, not a capture: 200, then the end of TLS"),
          entry("mitmproxy_deny_get.http", "a script's own text; identity catches it"),
          entry("metadata_403_from_egress_gateway.http", "identity: no Metadata-Flavor"),
          entry("nginx_deny_get.http", "nginx's stock page, as any origin sends it"),
          entry("nginx_dnsfail_get.http", "nginx's stock page, as any origin sends it"),
          entry("nginx_refused_get.http", "nginx's stock page, as any origin sends it"),
          entry("nginx_originform.http", "nginx's stock page, as any origin sends it"),
          entry("apache_deny_get.http", "Apache's stock page, as any origin sends it"),
          entry("apache_refused_get.http", "Apache's stock page, as any origin sends it"),
          entry("apache_originform.http", "Apache's stock page, as any origin sends it"));

  private static final Map<String, String> INTERFERES_ALL_THE_SAME =
      Map.of(
          "nginx_genuine_connect.http", "nginx refuses CONNECT with 400, whatever the target",
          "nginx_deny_connect.http", "the same 400");

  @Test
  void squidIsToldInEveryVersionLanguageAndHardening() throws IOException {
    judge("squid", CaptureCorpus.read("squid"));
  }

  @Test
  void otherProductsAreTold() throws IOException {
    judge("other", CaptureCorpus.read("other"));
  }

  @Test
  void lookAlikesAreNotInterferenceOnAnyChannel() throws IOException {
    int judged = 0;
    for (Capture capture : CaptureCorpus.read("traps")) {
      boolean intercepted =
          capture.note().startsWith("INTERCEPTED") && !SHOWS_NOTHING.containsKey(capture.file());
      for (Channel channel : EnumSet.complementOf(EnumSet.of(Channel.CONNECT))) {
        var answer = capture.answer().orElseThrow();
        assertThat(InterceptionDetector.detect(answer, channel) instanceof Interception.Interfering)
            .as("%s (%s) on %s", capture.file(), capture.note(), channel)
            .isEqualTo(intercepted);
        judged++;
      }
    }
    System.out.println("traps: " + judged + " judgements, none wrong");
  }

  @Test
  void squidsOwnNumbersAreKept() throws IOException {
    int checked = 0;
    for (Capture capture : CaptureCorpus.read("squid")) {
      var words =
          capture.answer().flatMap(a -> a.header("X-Squid-Error")).orElse("").split(" ", -1);
      if (words.length == 2) {
        var by = ((Interception.Interfering) capture.judged()).by();
        assertThat(by.errorId()).as(capture.file()).contains(words[0].replaceFirst("^\\d+:", ""));
        assertThat(by.errno()).as(capture.file()).contains(Integer.valueOf(words[1]));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void genuineAnswersThroughSquidAreBenign() throws IOException {
    for (Capture capture : CaptureCorpus.read("squid")) {
      boolean passedOn =
          capture.answer().flatMap(answer -> answer.header("Via")).isPresent()
              && !interferes(capture);
      if (passedOn) {
        assertThat(capture.judged())
            .as(capture.file())
            .isInstanceOfSatisfying(
                Interception.Benign.class,
                benign -> assertThat(benign.by().product()).isEqualTo("Squid"));
      }
    }
  }

  /** A page that is damaged on its way, one damage at a time. */
  @Test
  void damagedSquidPagesAreToldAllTheSame() throws IOException {
    int judged = 0;
    for (Capture capture : CaptureCorpus.read("squid")) {
      HttpAnswer answer = capture.answer().orElse(NOTHING);
      if (!answer.bodyLatin1().contains("<div id=\"titles\">")
          || !interferes(capture)
          || capture.channel() == Channel.CONNECT) {
        continue;
      }
      for (HttpAnswer damaged : damages(answer)) {
        assertThat(capture.judged(damaged))
            .as("%s: %s", capture.file(), damaged.headers())
            .isInstanceOf(Interception.Interfering.class);
        judged++;
      }
    }
    System.out.println("squid: " + judged + " damaged pages, all told");
    assertThat(judged).isGreaterThan(300);
  }

  @Test
  void damagedGenuineAnswersAreNotInterference() throws IOException {
    int judged = 0;
    for (String folder : List.of("squid", "traps")) {
      for (Capture capture : CaptureCorpus.read(folder)) {
        HttpAnswer answer = capture.answer().orElse(NOTHING);
        boolean genuine =
            folder.equals("traps")
                ? !capture.note().startsWith("INTERCEPTED")
                : !interferes(capture) && !SHOWS_NOTHING.containsKey(capture.file());
        if (genuine && capture.channel() != Channel.CONNECT) {
          for (HttpAnswer damaged : damages(answer)) {
            assertThat(capture.judged(damaged))
                .as("%s: %s", capture.file(), damaged.headers())
                .isNotInstanceOf(Interception.Interfering.class);
            judged++;
          }
        }
      }
    }
    System.out.println("genuine: " + judged + " damaged answers, none taken for interference");
  }

  private static final HttpAnswer NOTHING = new HttpAnswer(200, "", List.of(), new byte[0]);

  private static List<HttpAnswer> damages(HttpAnswer answer) {
    byte[] body = answer.bodyLatin1().getBytes(ISO_8859_1);
    List<Header> few =
        answer.headers().stream()
            .filter(header -> header.name().matches("(?i)content-type|date|etag|last-modified"))
            .toList();
    List<Header> otherCharset =
        few.stream()
            .map(header ->
                header.name().equalsIgnoreCase("Content-Type")
                    ? new Header(
                        header.name(),
                        header.value().replaceFirst("(?i)charset=.*", "charset=koi8-r"))
                    : header)
            .toList();
    byte[] chunked = ("a3f\r\n" + answer.bodyLatin1() + "\r\n0\r\n\r\n").getBytes(ISO_8859_1);
    return List.of(
        new HttpAnswer(answer.status(), "", few, body),
        new HttpAnswer(answer.status(), "", otherCharset, body),
        new HttpAnswer(answer.status(), answer.reason(), few, chunked),
        new HttpAnswer(answer.status(), "", few, Arrays.copyOf(body, body.length * 3 / 4)));
  }

  private static void judge(String folder, List<Capture> captures) {
    int interfering = 0;
    int genuine = 0;
    int silent = 0;
    for (Capture capture : captures) {
      if (capture.answer().isEmpty()) {
        silent++; // a reset or a closed connection: nothing to judge
        continue;
      }
      Interception judged = capture.judged();
      boolean expected = interferes(capture);
      assertThat(judged instanceof Interception.Interfering)
          .as("%s (%s): %s", capture.file(), capture.note(), judged)
          .isEqualTo(expected);
      assertThat(InterceptionDetector.detect(capture.answer().get(), capture.channel()))
          .as("%s, not knowing what was asked", capture.file())
          .hasSameClassAs(judged);
      if (expected) {
        interfering++;
      } else {
        genuine++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d captures, %d interfering, %d not, %d without an answer, none misjudged%n",
        folder,
        captures.size(),
        interfering,
        genuine,
        silent);
    assertThat(interfering).isGreaterThan(20);
  }

  private static boolean interferes(Capture capture) {
    if (INTERFERES_ALL_THE_SAME.containsKey(capture.file())) {
      return true;
    }
    boolean genuine =
        capture.file().contains("genuine")
            || capture.note().startsWith("GENUINE")
            || capture.note().startsWith("CONNECT ok")
            || capture.note().endsWith("GENUINE");
    return !genuine && !SHOWS_NOTHING.containsKey(capture.file());
  }
}
