package preflight.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import preflight.logs.LogDiagnosis;

/** Cloud Logging's stand-in on loopback: it pages, throttles, breaks off and refuses. */
class FetchedEntriesTest {

  private static final ExecutionLog LOG =
      new ExecutionLog("job-x7k2p", "europe-west1", "my-project");
  private static final int ENTRIES = 25;
  private static final int PAGE = 10;

  /** What the stand-in does to a request before it serves it. */
  @FunctionalInterface
  private interface Mood {
    /** Whether the exchange is dealt with. */
    boolean deals(HttpExchange exchange, int request) throws IOException;
  }

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = new ArrayList<>();
  private volatile Mood mood = (exchange, request) -> false;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/entries:list", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everyPageIsRead() throws IOException {
    assertThat(lines()).hasSize(ENTRIES).first().asString().contains("entry 0");
    assertThat(requests).hasSize(3);
    assertThat(requests.getFirst())
        .contains(
            "\"resourceNames\":[\"projects/my-project\"]",
            "job-x7k2p",
            "\"orderBy\":\"timestamp asc\"")
        .doesNotContain("pageToken");
    assertThat(requests.getLast()).contains("\"pageToken\":\"20\"");
  }

  @Test
  void throttledRequestIsRepeatedWhenTheServiceSays() throws IOException {
    mood =
        (exchange, request) -> {
          if (request != 1) {
            return false;
          }
          exchange.getResponseHeaders().add("Retry-After", "7");
          answer(exchange, 429, "{\"error\":{\"message\":\"Quota exceeded\"}}");
          return true;
        };

    assertThat(lines()).hasSize(ENTRIES);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void failingServiceIsAskedAgainEachTimeLater() throws IOException {
    mood =
        (exchange, request) -> {
          if (request > 2) {
            return false;
          }
          answer(exchange, 503, "");
          return true;
        };

    assertThat(lines()).hasSize(ENTRIES);
    assertThat(pauses).hasSize(3).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void pageThatBreaksOffIsReadOnBehindItsLastWholeEntry() throws IOException {
    mood =
        (exchange, request) -> {
          if (request != 1) {
            return false;
          }
          byte[] whole = page(PAGE).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
          exchange.close();
          return true;
        };

    assertThat(lines()).hasSize(ENTRIES).doesNotHaveDuplicates();
    assertThat(requests).hasSize(4);
  }

  @Test
  void refusalNamesTheMend() {
    mood =
        (exchange, request) -> {
          answer(exchange, 403, "{\"error\":{\"message\":\"Permission denied\"}}");
          return true;
        };

    assertThatThrownBy(this::lines)
        .isInstanceOf(LoggingFailure.class)
        .hasMessage(
            "Cloud Logging answers 403 (Permission denied);"
                + " the account needs roles/logging.viewer in the project");
    assertThat(requests).hasSize(1);
  }

  @Test
  void serviceThatKeepsFailingIsGivenUp() {
    mood =
        (exchange, request) -> {
          answer(exchange, 500, "");
          return true;
        };

    assertThatThrownBy(this::lines).isInstanceOf(LoggingFailure.class).hasMessageContaining("500");
    assertThat(pauses).hasSize(7);
  }

  @Test
  void whatWasFetchedBeforeItBrokeIsDiagnosed() {
    mood =
        (exchange, request) -> {
          if (request == 0) {
            return false;
          }
          answer(exchange, 403, "");
          return true;
        };
    LogDiagnosis diagnosis =
        LogDiagnosis.of(List.of(new LogDiagnosis.Source("job-x7k2p", entries())));

    assertThat(diagnosis.failures()).hasSize(1);
    assertThat(diagnosis.notes()).singleElement().asString().contains("answers 403");
  }

  private List<String> lines() throws IOException {
    return new String(entries().readAllBytes(), UTF_8).lines().toList();
  }

  private FetchedEntries entries() {
    HttpUrl endpoint = HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new FetchedEntries(
        new LoggingApi(endpoint, () -> "t0ken", pauses::add, Duration.ofMillis(1)), LOG);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer t0ken");
    requests.add(body);
    if (!mood.deals(exchange, requests.size() - 1)) {
      String token = body.replaceFirst(".*\"pageToken\":\"(\\d+)\".*", "$1");
      answer(exchange, 200, page(token.equals(body) ? 0 : Integer.parseInt(token)));
    }
  }

  private static String page(int from) {
    int to = Math.min(ENTRIES, from + PAGE);
    String entries =
        String.join(
            ",",
            IntStream.range(from, to)
                .mapToObj(i ->
                    "{\"insertId\":\"%d\",\"textPayload\":\"entry %d: curl: (6) Could not resolve host: a\"}"
                        .formatted(i, i))
                .toList());
    String next = to < ENTRIES ? ",\"nextPageToken\":\"" + to + "\"" : "";
    return "{\"entries\":[" + entries + "]" + next + "}";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
