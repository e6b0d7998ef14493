package preflight.interception;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import preflight.observation.HttpAnswer;

/** Reads the answer to an extra request, which only a proxy gives. */
public final class Unmasked {

  /**
   * Where Squid answers itself with an icon of its own, for any host, unless told otherwise ({@code
   * global_internal_static}); a host that is asked directly has nothing there.
   */
  public static final String SQUIDS_ICON_PATH = "/squid-internal-static/icons/SN.png";

  /** SHA-256 of the icon, the same from Squid 3.5 to 7. */
  private static final String SQUIDS_ICON =
      "7c7cd5e8d08aff3aed43d1b1d75568a739070e3c41eef53a33ae18006d0a624f";

  /**
   * A host that nobody has (RFC 6761, section 6.4): what a proxy answers for it is the proxy's own.
   */
  public static final URI NOBODY = URI.create("http://preflight.invalid/");

  /** What proxies frame their own pages with; an origin adds fields of its own to these. */
  private static final Set<String> FRAME =
      Set.of(
          "date",
          "content-type",
          "content-length",
          "content-language",
          "vary",
          "mime-version",
          "cache-control",
          "pragma",
          "expires",
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding",
          "x-frame-options",
          "x-content-type-options",
          "x-xss-protection",
          "content-security-policy");

  private Unmasked() {}

  /** Whether a refusal has a page, and nothing at all by which one could tell whose it is. */
  public static boolean couldBeAnybodys(HttpAnswer answer) {
    return answer.status() / 100 == 4
        && !answer.bodyLatin1().isBlank()
        && fields(answer).stream().allMatch(FRAME::contains);
  }

  /** Whether {@code answer} to {@code asked} is the same page that came for {@link #NOBODY}. */
  public static boolean sameForNobody(HttpAnswer answer, URI asked, HttpAnswer forNobody) {
    return answer.status() == forNobody.status()
        && answer.header("Content-Type").equals(forNobody.header("Content-Type"))
        && fields(answer).equals(fields(forNobody))
        && page(answer, asked).equals(page(forNobody, NOBODY));
  }

  private static Set<String> fields(HttpAnswer answer) {
    return answer.headers().stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** Its words without the times, numbers and URLs that pages of one kind differ in. */
  private static String page(HttpAnswer answer, URI asked) {
    String host = Pattern.quote(String.valueOf(asked.getHost()));
    return answer
        .bodyLatin1()
        .replaceAll("(?i)(?:http://)?" + host + "(?:[:/?][^\\s\"'<>]*)?", "URL")
        .replaceAll("\\d+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ", "");
  }

  /**
   * Who stands on the way, where the answer shows it. What went wrong with the extra request is not
   * what went wrong with the one before, and is left out.
   */
  public static Optional<Intermediary> author(HttpAnswer answer) {
    if (digest(answer).equals(SQUIDS_ICON)) {
      return Optional.of(
          Intermediary.named("Squid").administeredBy("the team that runs the Squid proxy"));
    }
    return InterceptionDetector.detect(answer, Channel.FORWARDED)
            instanceof Interception.Interfering(var by, var signs)
        ? Optional.of(
            new Intermediary(
                by.product(),
                by.administrator(),
                by.host(),
                by.version(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static String digest(HttpAnswer answer) {
    try {
      byte[] content = answer.bodyLatin1().getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
