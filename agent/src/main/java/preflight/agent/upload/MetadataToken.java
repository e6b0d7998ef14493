package preflight.agent.upload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import preflight.diagnosis.Verdict;
import preflight.identity.MetadataAnswers;
import preflight.observation.RouteCheck;
import preflight.plan.Target;
import preflight.route.Route;

/** The job's access token, from a metadata server that this run has found genuine. */
final class MetadataToken {

  private static final String PATH = "/computeMetadata/v1/instance/service-accounts/default/token";

  private MetadataToken() {}

  /**
   * Where a verified metadata server is: one that was reached directly, through no proxy, and best
   * by its address, which no nameserver can rewrite.
   */
  static Optional<URI> source(Verdict verdict) {
    return verdict.targets().stream()
        .filter(result -> result.target().kind() == Target.Kind.METADATA)
        .flatMap(result -> result.checks().stream())
        .filter(check -> check.route() instanceof Route.Direct)
        .filter(RouteCheck::reached)
        .map(RouteCheck::url)
        .min(Comparator.comparing(url -> !url.getHost().matches("[0-9.]+|\\[.*]")));
  }

  /** Asks for a token; empty where what answers gives none. */
  static Optional<String> from(URI server, Duration limit) throws IOException {
    String origin = server.getScheme() + "://" + server.getRawAuthority();
    Request request =
        new Request.Builder().url(origin + PATH).header("Metadata-Flavor", "Google").build();
    try (Response response = Way.plain(new Route.Direct(), limit).newCall(request).execute()) {
      return response.code() == 200 && "Google".equals(response.header("Metadata-Flavor"))
          ? MetadataAnswers.token(response.body().string())
          : Optional.empty();
    }
  }
}
