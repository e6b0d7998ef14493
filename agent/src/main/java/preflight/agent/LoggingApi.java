package preflight.agent;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import preflight.agent.google.DefaultCredentials.Token;

/**
 * Cloud Logging's method {@code entries.list}. It asks again where the service says that this may
 * help: too many requests (its quota is by the minute), or a failure of its own.
 */
final class LoggingApi {

  static final HttpUrl PUBLIC = HttpUrl.get("https://logging.googleapis.com/");

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int PAGE = 1000;

  /** With the pauses between them, some two minutes: longer than a quota's window. */
  private static final int TRIES = 8;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /** Waits between two tries. */
  @FunctionalInterface
  interface Pause {
    /** Returns when the time is over. */
    void sleep(Duration pause) throws InterruptedException;
  }

  private final OkHttpClient client;
  private final HttpUrl endpoint;
  private final Token token;
  private final Pause pause;
  private final Duration firstPause;

  LoggingApi(HttpUrl endpoint, Token token, Pause pause, Duration firstPause) {
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(20))
            .readTimeout(Duration.ofSeconds(60))
            .build();
    this.endpoint = endpoint;
    this.token = token;
    this.pause = pause;
    this.firstPause = firstPause;
  }

  /** One page, to be closed by the caller; the first one where there is no {@code pageToken}. */
  Response page(ExecutionLog log, Optional<String> pageToken) throws IOException {
    Duration next = firstPause;
    for (int tried = 1; ; tried++) {
      Optional<Response> response = attempt(request(log, pageToken), tried == TRIES);
      if (response.isPresent() && response.get().isSuccessful()) {
        return response.get();
      }
      Duration asked = response.flatMap(LoggingApi::retryAfter).orElse(next);
      if (response.isPresent()) {
        int status = response.get().code();
        String words = response.get().peekBody(2000).string();
        response.get().close();
        if (tried == TRIES || !(status == 408 || status == 429 || status >= 500)) {
          throw new LoggingFailure(status, words);
        }
      }
      sleep(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
      next = next.multipliedBy(2);
    }
  }

  /** Empty where no answer came; the last time that is the end. */
  private Optional<Response> attempt(Request request, boolean last) throws IOException {
    try {
      return Optional.of(client.newCall(request).execute());
    } catch (IOException noAnswer) {
      if (last) {
        throw noAnswer;
      }
      return Optional.empty();
    }
  }

  private Request request(ExecutionLog log, Optional<String> pageToken) throws IOException {
    return new Request.Builder()
        .url(endpoint.newBuilder().addPathSegments("v2/entries:list").build())
        .header("Authorization", "Bearer " + token.value())
        .post(RequestBody.create(body(log, pageToken), JSON))
        .build();
  }

  private static String body(ExecutionLog log, Optional<String> pageToken) throws IOException {
    var body = new StringWriter();
    try (var json = new JsonFactory().createGenerator(body)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceNames");
      json.writeString("projects/" + log.project());
      json.writeEndArray();
      json.writeStringField("filter", log.filter());
      json.writeStringField("orderBy", "timestamp asc");
      json.writeNumberField("pageSize", PAGE);
      if (pageToken.isPresent()) {
        json.writeStringField("pageToken", pageToken.get());
      }
      json.writeEndObject();
    }
    return body.toString();
  }

  private static Optional<Duration> retryAfter(Response response) {
    return Optional.ofNullable(response.header("Retry-After"))
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private void sleep(Duration time) throws IOException {
    try {
      pause.sleep(time);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Cloud Logging", ended);
    }
  }
}
