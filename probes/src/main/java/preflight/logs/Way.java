package preflight.logs;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whom the client of a log line asked, as far as its words tell. */
enum Way {
  /** The host itself. */
  DIRECT,
  /** A proxy. */
  PROXIED,
  /** A loopback address: a proxy beside the job, or a service of its own. */
  LOCAL,
  /** A name that proxies are called by, and that says no more. */
  NAMED,
  /** The metadata server, or a proxy for it. */
  METADATA,
  /** The words do not tell. */
  UNSAID;

  private static final String METADATA_NAME = "metadata\\.google\\.internal(?!\\.?[\\w-])";

  /** On Cloud Run the metadata server's address is the name server's, too: that of every lookup. */
  private static final String METADATA_ADDRESS = "169\\.254\\.169\\.25[24]\\b(?![:@#]53\\b)";

  private static final Pattern METADATA_WORDS =
      Pattern.compile(
          "/computeMetadata/|(?<![\\w.-])(?:"
              + METADATA_NAME
              + "|"
              + METADATA_ADDRESS
              + ")|Compute Engine ?metadata",
          Pattern.CASE_INSENSITIVE);

  /** Its names: no other domain's metadata, but a stand-in that a setting may name. */
  private static final Pattern METADATA_HOST =
      Pattern.compile(
          "metadata|md(?:\\..*)?|(?:" + METADATA_NAME + ")\\.?", Pattern.CASE_INSENSITIVE);

  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d+){3}|localhost");

  /** Squid's: nothing else listens there. */
  private static final int SQUID = 3128;

  /** Where a well-known service listens, whatever its host is called: cloud-sql-proxy:5432. */
  private static final Set<Integer> SERVICES =
      Set.of(22, 25, 389, 443, 587, 636, 1433, 1521, 3306, 5432, 5672, 6379, 9092, 27017);

  /** What proxies are called; but so is Go's mirror of modules. */
  private static final Pattern PROXY_HOST =
      Pattern.compile(
          "(?:[\\w-]*-)?(?:proxy\\w*|squid\\d*|swp\\d*)(?:-[\\w-]*)?(?:\\..*)?",
          Pattern.CASE_INSENSITIVE);

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
      return port.filter(SERVICES::contains).isPresent() ? DIRECT : LOCAL;
    }
    if (port.filter(dialled -> dialled == SQUID).isPresent()) {
      return PROXIED;
    }
    if (!PROXY_HOST.matcher(host.get()).matches()) {
      return DIRECT;
    }
    return port.map(dialled -> SERVICES.contains(dialled) ? DIRECT : PROXIED).orElse(NAMED);
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
