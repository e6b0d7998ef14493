package preflight.interception;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.observation.HttpAnswer;

/**
 * Where an answer sends its reader, as it says so: a 3xx status with Location, or a page that moves
 * on by itself, as portals' pages do.
 *
 * @param location the URL reference as received
 */
public record Redirect(String location) {

  /** A page that does nothing but move on is short; a longer one is content. */
  private static final int MOVES_ON = 4096;

  private static final Pattern REFRESH =
      Pattern.compile(
          "<meta\\s[^<>]{0,100}http-equiv=[\"']?refresh[\"']?[^<>]{0,100}?url=[\"']?"
              + "([^\"'<>\\s]{1,2000})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?:^|[;{>\\s])(?:(?:window|document|top|self|parent)\\.){0,3}location(?:\\.href)?"
              + "(?:\\s{0,4}=\\s{0,4}|\\.(?:replace|assign)\\(\\s{0,4})[\"']"
              + "(https?://[^\"'<>\\s]{1,2000})",
          Pattern.CASE_INSENSITIVE);

  /** The requests of OAuth 2 (RFC 6749, section 4.1.1), SAML, WS-Federation and CAS. */
  private static final Pattern SIGN_ON =
      Pattern.compile(
          "[?&]redirect_uri=.*&(?:client_id|response_type)="
              + "|[?&](?:client_id|response_type)=.*&redirect_uri="
              + "|[?&](?:SAMLRequest|wtrealm)="
              + "|/login\\?(?:[^#]*&)?service=http");

  /** Address literals have no domain. */
  static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[.*");

  /** What no URL has (RFC 3986, section 2), and careless portals put there. */
  private static final Pattern STRAY = Pattern.compile("[^\\w.:/?&=%\\-\\[\\]~+,;@!$'()*#]");

  /** The answer's redirect; one with status 304 or without Location is none. */
  public static Optional<Redirect> of(HttpAnswer answer) {
    return switch (answer.status()) {
      case 300, 301, 302, 303, 305, 307, 308 -> answer.header("Location").map(Redirect::new);
      default -> Optional.empty();
    };
  }

  /** The same, and where a short page moves on by itself. */
  static Optional<Redirect> of(AnswerInContext context) {
    return of(context.answer())
        .or(() ->
            context
                .document()
                .filter(page -> page.content().length() <= MOVES_ON)
                .flatMap(page -> first(REFRESH, page).or(() -> first(SCRIPT, page)))
                .map(Redirect::new));
  }

  /** The URL that it names; empty for a reference to the same host, and for what is none. */
  public Optional<URI> url() {
    String wanted = location.strip();
    return parsed(wanted)
        .or(() -> parsed(STRAY.matcher(wanted).replaceAll("")))
        .filter(url -> url.getHost() != null && url.getScheme() != null);
  }

  /**
   * Whether it asks for a sign-on as services do (OpenID Connect, SAML, WS-Federation, CAS), and
   * tells where to return to.
   */
  boolean signsOn() {
    return SIGN_ON.matcher(location).find();
  }

  /** Whether it leaves the domain (the last two labels) of the host that was asked. */
  public boolean leaves(URI asked) {
    return url().filter(url -> !related(host(asked), host(url))).isPresent();
  }

  /** The URL without credentials and query, fit for a sentence. */
  @Override
  public String toString() {
    return Printable.url(location);
  }

  private static Optional<String> first(Pattern pattern, HtmlDocument page) {
    return first(pattern, page.head()).or(() -> first(pattern, page.body()));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static String host(URI url) {
    return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
  }

  private static boolean related(String from, String to) {
    return from.equals(to)
        || (!ADDRESS.matcher(to).matches() && domain(from).equals(domain(to)))
        || (from.indexOf('.') < 0 && relatedToShortName(from, to));
  }

  /** Another short name, or the same one in full. */
  private static boolean relatedToShortName(String from, String to) {
    return to.startsWith(from + ".") || (to.indexOf('.') < 0 && to.indexOf(':') < 0);
  }

  private static String domain(String host) {
    String[] labels = host.split("\\.", -1);
    return labels.length < 2 ? host : labels[labels.length - 2] + "." + labels[labels.length - 1];
  }

  private static Optional<URI> parsed(String location) {
    try {
      return Optional.of(new URI(location));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
