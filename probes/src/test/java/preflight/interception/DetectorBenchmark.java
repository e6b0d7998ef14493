package preflight.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import preflight.observation.HttpAnswer;

/**
 * How long the detector takes with one answer. No test, and no build runs it; by hand:
 *
 * <pre>mvn -pl probes -am test -Dtest=DetectorBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class DetectorBenchmark {

  private static final int WARM = 300;
  private static final int ROUNDS = 300;
  private static final URI ASKED = URI.create("http://blocked.example/");

  @Test
  void oneAnswer() {
    Map<String, HttpAnswer> answers = new TreeMap<>();
    answers.put("Squid's page, 1 KB", page(403, Answers.squidPage(ASKED.toString())));
    for (int kilobytes : new int[] {4, 16, 64}) {
      String text = "<p>Some <b>genuine</b> text of a service.</p>\n".repeat(kilobytes * 1024 / 46);
      answers.put(
          String.format(Locale.ROOT, "a genuine page, %2d KB", kilobytes),
          page(200, "<html><body>" + text));
      answers.put(
          String.format(Locale.ROOT, "open tags and no end, %2d KB", kilobytes),
          page(403, "<html><body>" + "<a href=\"".repeat(kilobytes * 1024 / 9)));
    }
    answers.forEach((what, answer) -> {
      measure(answer, WARM);
      System.out.printf(
          Locale.ROOT, "%-30s %8.3f ms%n", what, measure(answer, ROUNDS) / 1e6 / ROUNDS);
    });
  }

  private static long measure(HttpAnswer answer, int rounds) {
    long start = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      InterceptionDetector.detect(answer, Channel.FORWARDED, ASKED);
    }
    return System.nanoTime() - start;
  }

  private static HttpAnswer page(int status, String content) {
    return new HttpAnswer(
        status,
        "",
        java.util.List.of(new preflight.observation.Header("Content-Type", "text/html")),
        content.getBytes(ISO_8859_1));
  }
}
