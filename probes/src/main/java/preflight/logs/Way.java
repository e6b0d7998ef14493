package preflight.logs;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whom the client of a log line asked, as far as its words tell. */
enum Way {
  /** The host itself. */
  DIRECT,
  /** A proxy. */
  PROXIED,
  /** A loopback address: a proxy beside the job, or a service of its own. */
  LOCAL,
  /** The metadata server, or a proxy for it. */
  METADATA,
  /** The words do not tell. */
  UNSAID;

  /** On Cloud Run the metadata server's address is the name server's, too: that of every lookup. */
  private static final String ADDRESS = "(?<!\\w)169\\.254\\.169\\.254\\b(?![:@#]53\\b)";

  private static final Pattern METADATA_WORDS =
      Pattern.compile(
          "/computeMetadata/|\\bmetadata\\.google\\.internal\\b|"
              + ADDRESS
              + "|Compute Engine ?metadata|metadata service",
          Pattern.CASE_INSENSITIVE);

  /** The first label of a name that nothing but a metadata server is called by. */
  private static final Pattern METADATA_HOST =
      Pattern.compile("(?:metadata|mds?)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d+){3}|localhost");

  /** A name that a proxy is called by. */
  private static final Pattern PROXY_HOST =
      Pattern.compile(
          "(?:[\\w-]*-)?(?:proxy|squid|swp)\\w*(?:-[\\w-]*)?(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  /** The key in the table of symptoms. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which way it was.
   *
   * @param words the line
   * @param asked the URL that the client wanted
   * @param host whom it dialled or looked up
   * @param port the port that it dialled
   */
  static Way of(String words, Optional<URI> asked, Optional<String> host, Optional<Integer> port) {
    if (METADATA_WORDS.matcher(words).find()
        || host.filter(name -> METADATA_HOST.matcher(name).matches()).isPresent()) {
      return METADATA;
    }
    if (asked.isPresent()) {
      return differs(asked.get(), host, port) ? PROXIED : DIRECT;
    }
    if (host.isEmpty()) {
      return UNSAID;
    }
    if (LOOPBACK.matcher(host.get()).matches()) {
      return LOCAL;
    }
    return PROXY_HOST.matcher(host.get()).matches() ? PROXIED : DIRECT;
  }

  /** Who dials another name or port than the URL's dials a proxy. */
  private static boolean differs(URI url, Optional<String> host, Optional<Integer> port) {
    String asked = String.valueOf(url.getHost());
    boolean otherName =
        host.filter(name -> !name.matches("[0-9.]+|\\[.*") && !name.contains(":"))
            .filter(name -> !stripped(name).equalsIgnoreCase(stripped(asked)))
            .isPresent();
    int usual = "http".equals(url.getScheme()) ? 80 : 443;
    int expected = url.getPort() < 0 ? usual : url.getPort();
    return otherName || port.filter(dialled -> dialled != expected).isPresent();
  }

  private static String stripped(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
