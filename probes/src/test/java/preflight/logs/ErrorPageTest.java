package preflight.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy's page tells of the URL that it names. */
class ErrorPageTest {

  private static final String PAGE =
      """
      NO_PROXY=localhost,metadata.google.internal,169.254.169.254
      <html><head>
      <meta type="copyright" content="Copyright (C) The Squid Software Foundation">
      <title>ERROR: The requested URL could not be retrieved</title>
      </head><body id=%1$s>
      <p>The following error was encountered while trying to retrieve the URL: <a href="%2$s">%2$s</a>
      <p>Generated Fri, 20 Nov 2026 03:04:05 GMT by proxy.corp.test (squid/5.7)</p>
      <!-- %1$s -->
      </body></html>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERR_ACCESS_DENIED | http://n.test/x | PROXY_DENIES_TARGET HTTP_INTERCEPTED | n.test",
        "ERR_CONNECT_FAIL | http://n.test/ | PROXY_CANNOT_REACH_TARGET | n.test",
        "ERR_DNS_FAIL | http://n.test/ | PROXY_CANNOT_REACH_TARGET | n.test",
        "ERR_ZERO_SIZE_OBJECT | http://n.test/ | PROXY_CANNOT_REACH_TARGET | n.test",
        "ERR_CACHE_ACCESS_DENIED | http://n.test/ | PROXY_AUTH_REQUIRED | n.test",
        "ERR_ACCESS_DENIED | http://metadata.google.internal/computeMetadata/v1/"
            + " | METADATA_PROXIED_BY_ENV METADATA_NO_PROXY_INEFFECTIVE METADATA_INTERCEPTED"
            + " | metadata.google.internal",
      })
  void pageTellsOneFailureOfTheUrlThatItNames(String mark, String url, String codes, String host) {
    List<Diagnosed> failures = Logs.diagnose(PAGE.formatted(mark, url)).failures();

    assertThat(failures)
        .singleElement()
        .satisfies(page -> {
          assertThat(page.causes()).extracting(Enum::name).containsExactly(codes.split(" ", -1));
          assertThat(page.host()).isEqualTo(host);
        });
  }

  @Test
  void pageForTheMetadataServerIsDecidedByAskingThatServer() {
    String page = PAGE.formatted("ERR_ACCESS_DENIED", "http://metadata.google.internal/");

    assertThat(Logs.diagnose(page).failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.remedy().commands())
                .containsExactly("preflight check --target metadata"));
  }
}
