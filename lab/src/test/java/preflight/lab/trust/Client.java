package preflight.lab.trust;

import java.nio.file.Path;
import java.util.List;
import preflight.lab.Finished;
import preflight.lab.OwnJvm;
import preflight.route.ClientFamily;

/** A real client of some family, that asks for one URL. */
enum Client {
  CURL(ClientFamily.CURL),
  WGET(ClientFamily.WGET),
  GIT(ClientFamily.GIT),
  PYTHON_URLLIB(ClientFamily.PYTHON_URLLIB),
  PYTHON_REQUESTS(ClientFamily.PYTHON_REQUESTS),
  NODE(ClientFamily.NODE_FETCH),
  GO(ClientFamily.GO),
  JAVA(ClientFamily.JAVA_JDK);

  private final ClientFamily family;

  Client(ClientFamily family) {
    this.family = family;
  }

  ClientFamily family() {
    return family;
  }

  /** What to start; a folder for Go holds the program that was built of {@link #GO_SOURCE}. */
  List<String> command(String url, Path folder) {
    return switch (this) {
      case CURL -> List.of("curl", "-sS", "-o", "/dev/null", url);
      case WGET -> List.of("wget", "-q", "-t", "1", "-O", "/dev/null", url);
      case GIT -> List.of("git", "ls-remote", url);
      // Debian's own, where its package of requests is.
      case PYTHON_URLLIB ->
          List.of(
              "/usr/bin/python3",
              "-c",
              "import sys, urllib.request; urllib.request.urlopen(sys.argv[1])",
              url);
      case PYTHON_REQUESTS ->
          List.of("/usr/bin/python3", "-c", "import sys, requests; requests.get(sys.argv[1])", url);
      case NODE ->
          List.of("node", "-e", "fetch(process.argv[1]).catch(() => process.exit(1))", url);
      case GO -> List.of(folder.resolve("ask").toString(), url);
      case JAVA -> OwnJvm.command(JavaClient.class, url);
    };
  }

  /** Whether it came as far as HTTP. */
  boolean trusted(Finished finished) {
    return switch (this) {
      case GIT -> !finished.err().matches("(?s).*(certificate|SSL|TLS).*");
      // 8: the server answered with an error status.
      case WGET -> finished.status() == 0 || finished.status() == 8;
      case CURL, PYTHON_URLLIB, PYTHON_REQUESTS, NODE, GO, JAVA -> finished.status() == 0;
    };
  }

  static final String GO_SOURCE =
      """
      package main

      import (
        "net/http"
        "os"
      )

      func main() {
        if _, err := http.Get(os.Args[1]); err != nil {
          os.Exit(1)
        }
      }
      """;
}
