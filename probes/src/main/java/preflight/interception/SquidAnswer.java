package preflight.interception;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import preflight.observation.HttpAnswer;

/**
 * An answer read as Squid would have written it.
 *
 * @param context the answer itself
 * @param page its document, where it has one
 */
record SquidAnswer(AnswerInContext context, Optional<SquidPage> page) {

  private static final Pattern ERROR =
      Pattern.compile("(?:\\d{3}:)?([A-Z][A-Z0-9_]{1,80}) (\\d{1,4})");
  private static final Pattern SOFTWARE =
      Pattern.compile("squid(?:/([\\w.\\-]{1,40}))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern VIA =
      Pattern.compile(
          "\\S{1,20} ([^\\s,]{1,255}) \\(squid(?:/([\\w.\\-]{1,40}))?\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MEMBER = Pattern.compile("^\"?([\\w.\\-]{1,255})\"?(?:;|$)");
  private static final Pattern FROM = Pattern.compile("\\S{1,20} from ([^\\s:,]{1,255})");

  /** In a URL, and in the {@code host:port} that Squid shows of a tunnel. */
  private static final Pattern HOST =
      Pattern.compile("^(?:[a-z]{1,20}://)?(?:[^/@]{0,1024}@)?(\\[[^\\]]{1,64}\\]|[^:/?#]{1,255})");

  /** Without a space before the parameter; Jetty and Tomcat write it so, too. */
  static final String CONTENT_TYPE = "text/html;charset=utf-8";

  private static final Set<String> OWN_FIELDS =
      Set.of(
          "server",
          "mime-version",
          "date",
          "content-type",
          "content-length",
          "x-squid-error",
          "vary",
          "content-language",
          "proxy-authenticate",
          "location",
          "x-cache",
          "x-cache-lookup",
          "cache-status",
          "via",
          "connection",
          "proxy-connection",
          "keep-alive",
          "transfer-encoding");

  static SquidAnswer of(AnswerInContext context) {
    return new SquidAnswer(context, context.document().map(SquidPage::of));
  }

  HttpAnswer answer() {
    return context.answer();
  }

  /** Whom the answer names as its author, Squid's page first, then its header fields. */
  Intermediary author() {
    Optional<Matcher> error = answer().header("X-Squid-Error").flatMap(value -> all(ERROR, value));
    Optional<Matcher> via = answer().header("Via").flatMap(value -> some(VIA, value));
    return new Intermediary(
        "Squid",
        "the team that runs the Squid proxy",
        page.flatMap(SquidPage::host)
            .or(() -> answer().header("X-Cache").flatMap(v -> some(FROM, v)).map(m -> m.group(1)))
            .or(() -> via.map(found -> found.group(1)))
            .or(() ->
                answer().header("Cache-Status").flatMap(v -> some(MEMBER, v)).map(m -> m.group(1)))
            .map(Printable::text),
        answer()
            .header("Server")
            .flatMap(SquidAnswer::version)
            .or(() -> via.flatMap(found -> Optional.ofNullable(found.group(2))))
            .or(() -> page.flatMap(SquidPage::software).flatMap(SquidAnswer::version)),
        error
            .map(found -> found.group(1))
            .or(() -> page.flatMap(SquidPage::bodyId))
            .or(() -> page.flatMap(SquidPage::closingId))
            .or(() -> page.flatMap(SquidPage::mailId))
            .map(id -> id.substring(id.indexOf(':') + 1)),
        error
            .map(found -> Integer.valueOf(found.group(2)))
            .or(() -> page.flatMap(SquidPage::errno)),
        page.flatMap(SquidPage::url).map(Printable::url));
  }

  /**
   * Whether it looks as {@code HttpReply::setHeaders} makes every answer of Squid's own, with no
   * field that an origin would add: two fixed ones, and otherwise only what the proxy fills in.
   */
  boolean onlySquidsFields() {
    return answer().header("Mime-Version").isPresent()
        && answer().header("Content-Type").filter(CONTENT_TYPE::equals).isPresent()
        && answer().headers().stream()
            .map(header -> header.name().toLowerCase(Locale.ROOT))
            .allMatch(OWN_FIELDS::contains);
  }

  /** Whether a trace says that a Squid wrote it or passed it on. */
  boolean namesSquidOnItsWay() {
    return answer().all("Via").stream().anyMatch(value -> VIA.matcher(value).find());
  }

  /** How far the page's own time is from the answer's; empty where one of them is missing. */
  Optional<Duration> age() {
    return page.flatMap(SquidPage::generatedAt)
        .flatMap(generated ->
            answer()
                .header("Date")
                .flatMap(SquidPage::instant)
                .map(date -> Duration.between(generated, date).abs()));
  }

  /** Whether the page is about the host that was asked for; empty where that cannot be told. */
  Optional<Boolean> aboutTheRequest() {
    return context
        .requested()
        .map(URI::getHost)
        .flatMap(host -> page.flatMap(SquidPage::url).flatMap(url -> names(url, host)));
  }

  /** Empty for {@code error:...}, Squid's own name for a request that it could not read. */
  private static Optional<Boolean> names(String url, String host) {
    return url.startsWith("error:")
        ? Optional.empty()
        : some(HOST, url).map(found -> found.group(1).equalsIgnoreCase(host));
  }

  private static Optional<String> version(String software) {
    return all(SOFTWARE, software).flatMap(found -> Optional.ofNullable(found.group(1)));
  }

  private static Optional<Matcher> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private static Optional<Matcher> some(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }
}
