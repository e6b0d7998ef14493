package preflight.route;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import preflight.plan.Container;

/** Which families a container's tools belong to, for {@code --clients auto}. */
final class PresentTools {

  /** Our own JVM says nothing of the workload. */
  private static final String OUR_FOLDER = "/opt/preflight";

  private PresentTools() {}

  /** The families whose tool PATH leads to, in the enum's order. */
  static List<ClientFamily> families(Container container) {
    Container workload = withoutOurFolder(container);
    return Arrays.stream(ClientFamily.values())
        .filter(family -> tools(family).stream().anyMatch(workload::holdsTool))
        .toList();
  }

  private static List<String> tools(ClientFamily family) {
    return switch (family) {
      case GCLOUD_DETECTION, GCLOUD_TOKEN -> List.of("gcloud");
      case GOOGLE_AUTH_PYTHON, PYTHON_REQUESTS, PYTHON_URLLIB -> List.of("python3", "python");
      case CURL -> List.of("curl");
      case WGET -> List.of("wget");
      case GIT -> List.of("git");
      case NODE_GAXIOS, NODE_FETCH -> List.of("node");
      case GO, GO_METADATA -> List.of("go");
      case JAVA_JDK, JAVA_OKHTTP, GOOGLE_AUTH_JAVA -> List.of("java");
    };
  }

  private static Container withoutOurFolder(Container container) {
    Map<String, String> environment = new HashMap<>(container.environment());
    environment.computeIfPresent(
        "PATH",
        (name, path) ->
            Arrays.stream(path.split(":", -1))
                .filter(folder -> !(folder + "/").startsWith(OUR_FOLDER + "/"))
                .collect(Collectors.joining(":")));
    return container.in(environment);
  }
}
